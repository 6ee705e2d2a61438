import type { RepeatSummary, Spread } from "@/lib/comparison/summarise-repeats";
import { formatCount, formatSeconds } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";
import type { CostStatus } from "@/lib/runs/answer-metadata";

const rows: Record<
  RepeatSummary["spreads"][number]["id"],
  { label: string; format: (value: number) => string }
> = {
  total: { label: "Total time", format: formatSeconds },
  "first-token": { label: "First token", format: formatSeconds },
  output: { label: "Tokens out", format: formatTokens },
  cost: { label: "Cost", format: formatUsd },
};

/** A median of counts may lie between two of them. */
function formatTokens(count: number): string {
  return Number.isInteger(count) ? formatCount(count) : `${formatCount(Math.floor(count))}.5`;
}

const costWords: Partial<Record<CostStatus, string>> = { simulated: "simulated", local: "local" };

function toUnknown(id: string, status: CostStatus | null): string {
  if (id === "first-token") return "not streamed";
  return id === "cost" && status !== null ? (costWords[status] ?? "unknown") : "not reported";
}

/** How far repeated answers lie apart in time, length and cost. */
export function SpreadTable({ summary: { spreads, costStatus, completeCount } }: { summary: RepeatSummary }) {
  return (
    <table aria-label="Spread" className="w-full text-left text-xs tabular-nums">
      <thead className="text-muted">
        <tr>
          <th scope="col" className="py-1 pr-2 font-medium">
            <span className="sr-only">Figure</span>
          </th>
          {["Least", "Median", "Most"].map((name) => (
            <th key={name} scope="col" className="py-1 pr-2 text-right font-medium last:pr-0">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {spreads.map(({ id, spread }) => (
          <tr key={id} className="border-t border-separator">
            <th scope="row" className="py-1 pr-2 font-medium">
              {rows[id].label}
              {spread !== null && <UnknownCount spread={spread} of={completeCount} />}
            </th>
            {spread === null ? (
              <td colSpan={3} className="py-1 text-right text-muted">
                {toUnknown(id, costStatus)}
              </td>
            ) : (
              [spread.min, spread.median, spread.max].map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never move
                <td key={index} className="py-1 pr-2 text-right last:pr-0">
                  {rows[id].format(value)}
                </td>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function UnknownCount({ spread: { unknownCount }, of }: { spread: Spread; of: number }) {
  if (unknownCount === 0) return null;
  return (
    <span className="block font-normal text-muted">
      unknown of {unknownCount} of {of}
    </span>
  );
}
