"use client";

import { useState } from "react";
import { Icon } from "@/components/icons/icon";
import { listRows, sumGroups, type UsageDimension, type UsageMeasure } from "@/lib/usage/summarise";
import type { UsageReport } from "@/lib/usage/usage-report";
import { DayChart } from "./day-chart";
import { EmptyUsage } from "./empty-usage";
import { FailureTable } from "./failure-table";
import { LatencyTable } from "./latency-table";
import { SegmentedChoice } from "./segmented-choice";
import { UsageTable } from "./usage-table";
import { UsageTiles } from "./usage-tiles";

const dimensions: Record<UsageDimension, string> = {
  model: "Model",
  provider: "Provider",
  source: "Source",
  caller: "Caller",
};
const measures: Record<UsageMeasure, string> = { usd: "Dollars", tokens: "Tokens", runs: "Runs" };

/** What was used in a period: the sums, the days, who used it, how fast it was and what failed. */
export function UsageView({ report }: { report: UsageReport }) {
  const sum = sumGroups(report.groups);
  const [dimension, setDimension] = useState<UsageDimension>("model");
  const [measure, setMeasure] = useState<UsageMeasure>(
    sum.billedUsd + sum.estimatedUsd > 0 ? "usd" : "tokens",
  );
  if (sum.runs === 0) return <EmptyUsage days={report.days} />;
  const rows = listRows(report, dimension);
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-8 px-4 py-6">
      <UsageTiles report={report} sum={sum} />
      <section aria-labelledby="usage-days">
        <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
          <h2 id="usage-days" className="mr-auto text-base font-semibold">
            By day and {dimensions[dimension].toLowerCase()}
          </h2>
          <SegmentedChoice label="Measure" choices={measures} value={measure} onChange={setMeasure} />
          <SegmentedChoice
            label="Divided by"
            choices={dimensions}
            value={dimension}
            onChange={setDimension}
          />
        </div>
        <div className="rounded-xl border border-border bg-surface">
          <DayChart report={report} rows={rows} dimension={dimension} measure={measure} />
          <UsageTable rows={rows} sum={sum} title={dimensions[dimension]} />
        </div>
      </section>
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
