import { WideTable } from "@/components/usage/wide-table";
import { formatCount, formatSeconds } from "@/lib/format-number";
import type { LatencyRow } from "@/lib/usage/usage-report";

const ms = (value: number | null) => (value === null ? "unknown" : formatSeconds(value));
/** Every streamed answer that completed had a first token. */
const firstMs = (value: number | null) => (value === null ? "not streamed" : formatSeconds(value));

const shownRows = 20;

/** How long models took to begin and to end. */
export function LatencyTable({ rows, runs }: { rows: LatencyRow[]; runs: number }) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="usage-latency">
      <h2 id="usage-latency" className="text-base font-semibold">
        Latency
      </h2>
      <p className="mt-1 mb-3 text-sm text-muted">
        {runs === 1
          ? "Of the one run that completed."
          : `Of the ${formatCount(runs)} newest runs that completed.`}{" "}
        First tokens are those of streamed answers.
        {rows.length > shownRows && ` The ${shownRows} models with the most of them are shown.`}
      </p>
      <div className="rounded-xl border border-border bg-surface">
        <WideTable label="Latency by model">
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col">First token, median</th>
              <th scope="col">p95</th>
              <th scope="col">Whole answer, median</th>
              <th scope="col">p95</th>
              <th scope="col">Runs</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shownRows).map((row) => (
              <tr key={row.model}>
                <th scope="row" className="wrap-anywhere">
                  <bdi>{row.model}</bdi>
                </th>
                <td>{firstMs(row.firstTokenP50Ms)}</td>
                <td>{firstMs(row.firstTokenP95Ms)}</td>
                <td>{ms(row.durationP50Ms)}</td>
                <td>{ms(row.durationP95Ms)}</td>
                <td>{formatCount(row.runs)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      </div>
    </section>
  );
}
