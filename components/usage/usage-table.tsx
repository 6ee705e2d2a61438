import { WideTable } from "@/components/usage/wide-table";
import { formatCompactCount, formatCount } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";
import type { UsageRow } from "@/lib/usage/summarise";
import { seriesColour } from "./series-colour";

/** The sums of each model, provider, source or caller; the colours are those of the chart above. */
export function UsageTable({ rows, title }: { rows: UsageRow[]; title: string }) {
  return (
    <WideTable label={`Usage by ${title.toLowerCase()}`}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">Runs</th>
          <th scope="col">Failed</th>
          <th scope="col">Tokens in</th>
          <th scope="col">Tokens out</th>
          <th scope="col">Billed</th>
          <th scope="col">Estimated</th>
          <th scope="col">Cost unknown</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, sum }, index) => (
          <tr key={key}>
            <th scope="row">
              <span
                aria-hidden="true"
                className="mr-2 inline-block size-2 rounded-xs"
                style={{ background: seriesColour(index) }}
              />
              <span className="wrap-anywhere">{name}</span>
            </th>
            <td>{formatCount(sum.runs)}</td>
            <td>{formatCount(sum.failed)}</td>
            <td>{sum.countedRuns === 0 ? "–" : formatCompactCount(sum.inputTokens)}</td>
            <td>{sum.countedRuns === 0 ? "–" : formatCompactCount(sum.outputTokens)}</td>
            <td>{sum.billedUsd === 0 ? "–" : formatUsd(sum.billedUsd)}</td>
            <td>{sum.estimatedUsd === 0 ? "–" : formatUsd(sum.estimatedUsd)}</td>
            <td>{sum.unpricedRuns === 0 ? "–" : `${formatCount(sum.unpricedRuns)} runs`}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
