import { WideTable } from "@/components/usage/wide-table";
import { formatCount } from "@/lib/format-number";
import { type FailureRow, maxFailureRows } from "@/lib/usage/usage-report";

/** What failed, of which model, how often. */
export function FailureTable({ rows }: { rows: FailureRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="usage-failures">
      <h2 id="usage-failures" className="mb-3 text-base font-semibold">
        Failures
      </h2>
      <div className="rounded-xl border border-border bg-surface">
        <WideTable label="Failures by model and reason">
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col" className="text-left!">
                Reason
              </th>
              <th scope="col">Runs</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ model, errorCode, runs }) => (
              <tr key={`${model} ${errorCode}`}>
                <th scope="row" className="wrap-anywhere">
                  <bdi>{model}</bdi>
                </th>
                <td className="text-left!">{errorCode.replaceAll("_", " ")}</td>
                <td>{formatCount(runs)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
        {rows.length >= maxFailureRows && (
          <p className="border-t border-separator px-4 py-2 text-xs text-muted">
            The {maxFailureRows} most frequent; all are in the CSV.
          </p>
        )}
      </div>
    </section>
  );
}
