import { WideTable } from "@/components/usage/wide-table";
import { formatCount } from "@/lib/format-number";
import type { FailureRow } from "@/lib/usage/usage-report";

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
              <th scope="col">Reason</th>
              <th scope="col">Runs</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ model, errorCode, runs }) => (
              <tr key={`${model} ${errorCode}`}>
                <th scope="row" className="wrap-anywhere">
                  {model}
                </th>
                <td>{errorCode.replaceAll("_", " ")}</td>
                <td>{formatCount(runs)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      </div>
    </section>
  );
}
