import { Icon } from "@/components/icons/icon";
import { sumGroups, totalUsd } from "@/lib/usage/summarise";
import type { UsageReport } from "@/lib/usage/usage-report";
import { EmptyUsage } from "./empty-usage";
import { FailureTable } from "./failure-table";
import { LatencyTable } from "./latency-table";
import { UsageByDay } from "./usage-by-day";
import { UsageTiles } from "./usage-tiles";

/** What was used in a period: the sums, the days, who used it, how fast it was and what failed. */
export function UsageView({ report }: { report: UsageReport }) {
  const sum = sumGroups(report.groups);
  if (sum.runs === 0) return <EmptyUsage days={report.days} />;
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-8 px-4 py-6">
      <UsageTiles report={report} sum={sum} />
      <UsageByDay report={report} hasCost={totalUsd(sum) > 0} />
      <LatencyTable rows={report.latencies} runs={report.latencyRuns} />
      <FailureTable rows={report.failures} />
      <p className="flex flex-wrap items-center gap-3 text-xs text-pretty text-muted">
        <a
          href={`/api/usage/csv?days=${report.days}`}
          download
          className="button button--sm button--tertiary text-foreground"
        >
          <Icon name="import" />
          Every run as CSV
        </a>
        Days are UTC. Temporary chats are counted without what was said.
      </p>
    </div>
  );
}
