import { Icon } from "@/components/icons/icon";
import { describeLivePoint, describeLiveRow } from "@/lib/providers/describe-live-row";
import type { LiveRow } from "@/lib/providers/live-report";

/** How a provider's rows were last verified, one by one; each opens to its points. */
export function LiveRows({ rows }: { rows: LiveRow[] }) {
  return rows.map((row) => {
    const failed = row.points.some(({ result }) => result === "failed");
    return (
      <details key={row.name} className="group mt-1 basis-full text-xs">
        <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-md text-muted hover:text-foreground">
          <Icon name="chevron-down" className="size-3 shrink-0 -rotate-90 group-open:rotate-0" />
          {failed && <Icon name="alert" className="size-3 shrink-0 text-danger" />}
          <span>
            {row.name} row: {describeLiveRow(row)}
          </span>
        </summary>
        <ul className="mt-2 mb-1 ml-4.5 flex flex-col gap-1.5">
          {row.points.map((each) => (
            <li key={`${each.point} ${each.title}`} className="grid gap-x-3 lg:grid-cols-[1fr_auto]">
              <span className="min-w-0 text-pretty">
                {each.point !== null && <span className="mr-1.5 tabular-nums">{each.point}.</span>}
                {each.title}
              </span>
              <span className={each.result === "failed" ? "text-danger" : "text-muted"}>
                {describeLivePoint(each, row.on)}
              </span>
            </li>
          ))}
        </ul>
      </details>
    );
  });
}
