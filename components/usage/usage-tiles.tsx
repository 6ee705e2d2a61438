import type { ReactNode } from "react";
import { formatCompactCount, formatCount } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";
import type { UsageSum } from "@/lib/usage/summarise";
import type { UsageReport } from "@/lib/usage/usage-report";
import { countRuns } from "./say-measure";

/** The sums of a period, each with what it leaves out. */
export function UsageTiles({ report, sum }: { report: UsageReport; sum: UsageSum }) {
  const { budget } = report;
  const failedShare = sum.runs === 0 ? 0 : (sum.failed / sum.runs) * 100;
  const isCounted = sum.countedRuns > 0;
  const isPriced = sum.billedRuns + sum.estimatedRuns > 0;
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Tile title="Cost" value={isPriced ? formatUsd(sum.billedUsd + sum.estimatedUsd) : "–"}>
        <p>
          {isPriced
            ? `${formatUsd(sum.billedUsd)} billed, ${formatUsd(sum.estimatedUsd)} estimated`
            : "Nothing ran whose price is known."}
        </p>
        {budget !== null && (
          <p>
            {formatUsd(budget.spentUsd)} of the budget of {formatUsd(budget.limitUsd)} counted this month
            (UTC)
          </p>
        )}
      </Tile>
      <Tile title="Runs of unknown cost" value={formatCount(sum.unpricedRuns)}>
        <p>
          {sum.unpricedRuns === 0
            ? "No run that cost something lacks a price."
            : "Not in the cost: no price is published, or no tokens were reported."}
        </p>
        {sum.freeRuns > 0 && (
          <p>
            {formatCount(sum.freeRuns)} more {sum.freeRuns === 1 ? "was" : "were"} simulated or local
          </p>
        )}
      </Tile>
      <Tile title="Tokens" value={isCounted ? formatCompactCount(sum.inputTokens + sum.outputTokens) : "–"}>
        <p>
          {isCounted
            ? `${formatCompactCount(sum.inputTokens)} in, ${formatCompactCount(sum.outputTokens)} out`
            : "Nothing ran whose tokens are known."}
        </p>
        {sum.guessedRuns > 0 && (
          <p>
            {sum.guessedRuns === 1
              ? "a guess for one run"
              : `a guess for ${formatCount(sum.guessedRuns)} runs`}{" "}
            whose provider reported none
          </p>
        )}
        {sum.uncountedRuns > 0 && <p>Not counted: {countRuns(sum.uncountedRuns)} of unknown tokens</p>}
      </Tile>
      <Tile title="Runs" value={formatCount(sum.runs)}>
        <p>
          {formatCount(sum.failed)} failed{sum.failed === 0 ? "" : ` (${failedShare.toFixed(1)}%)`}
        </p>
      </Tile>
    </dl>
  );
}

function Tile({ title, value, children }: { title: string; value: string; children: ReactNode }) {
  return (
    <div className="rounded-xl border border-border bg-surface px-4 py-3">
      <dt className="text-xs text-muted">{title}</dt>
      <dd>
        <p className="mt-0.5 text-xl font-semibold tabular-nums">{value}</p>
        <div className="mt-1 text-xs text-pretty text-muted tabular-nums">{children}</div>
      </dd>
    </div>
  );
}
