import { WideTable } from "@/components/usage/wide-table";
import { formatCompactCount, formatCount } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";
import type { UsageRow, UsageSum } from "@/lib/usage/summarise";
import { countRuns } from "./say-measure";
import { seriesColour } from "./series-colour";

type UsageTableProps = { label: string; rows: UsageRow[]; sum: UsageSum; title: string };

/** The sums of each model, provider, source or caller; the colours are those of the chart above. */
export function UsageTable({ label, rows, sum, title }: UsageTableProps) {
  return (
    <>
      <WideTable label={label}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">Billed</th>
            <th scope="col">Estimated</th>
            <th scope="col">Cost unknown</th>
            <th scope="col">Tokens in</th>
            <th scope="col">Tokens out</th>
            <th scope="col">Runs</th>
            <th scope="col">Failed</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, place, sum: own }) => (
            <tr key={key}>
              <th scope="row">
                <span className="flex gap-2">
                  <span
                    aria-hidden="true"
                    className="mt-1 size-2 shrink-0 rounded-xs"
                    style={{ background: seriesColour(place) }}
                  />
                  <span className="min-w-0 wrap-anywhere">
                    <bdi>{name}</bdi>
                    {own.freeRuns > 0 && own.freeRuns === own.runs && (
                      <span className="block text-muted">simulated or local</span>
                    )}
                  </span>
                </span>
              </th>
              <Cells sum={own} />
            </tr>
          ))}
        </tbody>
        {rows.length === 0 && (
          <tbody>
            <tr>
              <th scope="row" colSpan={8} className="text-muted">
                Nothing ran on this day.
              </th>
            </tr>
          </tbody>
        )}
        {rows.length > 1 && (
          <tfoot className="border-t border-border font-medium">
            <tr>
              <th scope="row" className="font-medium!">
                Together
              </th>
              <Cells sum={sum} />
            </tr>
          </tfoot>
        )}
      </WideTable>
      {sum.guessedRuns > 0 && (
        <p className="border-t border-separator px-4 py-2 text-xs text-pretty text-muted">
          ≈ includes tokens that are a guess, because the provider reported none. What is estimated from them
          is a guess too.
        </p>
      )}
      {sum.uncountedRuns > 0 && (
        <p className="border-t border-separator px-4 py-2 text-xs text-pretty text-muted">
          Tokens leave out {countRuns(sum.uncountedRuns)} of which nobody reported any.
        </p>
      )}
    </>
  );
}

function Cells({ sum }: { sum: UsageSum }) {
  const { billedRuns, estimatedRuns, unpricedRuns, guessedRuns } = sum;
  const about = guessedRuns > 0 ? "≈ " : "";
  const tokens = (count: number) => (sum.countedRuns === 0 ? "–" : `${about}${formatCompactCount(count)}`);
  return (
    <>
      <td>{billedRuns === 0 ? "–" : formatUsd(sum.billedUsd)}</td>
      <td>{estimatedRuns === 0 ? "–" : formatUsd(sum.estimatedUsd)}</td>
      <td>{unpricedRuns === 0 ? "–" : countRuns(unpricedRuns)}</td>
      <td title={sum.countedRuns === 0 ? undefined : formatCount(sum.inputTokens)}>
        {tokens(sum.inputTokens)}
      </td>
      <td title={sum.countedRuns === 0 ? undefined : formatCount(sum.outputTokens)}>
        {tokens(sum.outputTokens)}
      </td>
      <td>{formatCount(sum.runs)}</td>
      <td>{formatCount(sum.failed)}</td>
    </>
  );
}
