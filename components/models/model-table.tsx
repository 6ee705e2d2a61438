"use client";

import { type SortingState, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { Icon } from "@/components/icons/icon";
import { maxLanes } from "@/lib/turns/turn-limits";
import { columns, features, type ModelRow, numericColumns } from "./model-columns";

type ModelTableProps = {
  rows: ModelRow[];
  /** Refs of the models that are ticked. */
  picked: readonly string[];
  onPick: (ref: string) => void;
  sorting: SortingState;
  onSortingChange: (sorting: SortingState) => void;
};

const rowHeight = 48;

/** Classes of a column's cells: the first stays while the rest scrolls, numbers stand on the right. */
function cellClass(columnId: string): string {
  if (columnId === "model") return "sticky left-0 z-10 bg-background pl-4 text-left";
  // On a phone the way leads over the model's own page.
  if (columnId === "try") return "sticky right-0 z-10 bg-background text-right max-sm:hidden";
  // The ref under the model's name says the provider too: on a small screen that is enough.
  if (columnId === "provider") return "text-left max-lg:hidden";
  // On a phone prices matter more than limits, which are on the model's own page.
  if (columnId === "output") return "text-right tabular-nums max-md:hidden";
  if (columnId === "context") return "text-right tabular-nums max-sm:hidden";
  return numericColumns.has(columnId) ? "text-right tabular-nums" : "text-left";
}

/** The models as one table; only the rows in view are in the page. */
export function ModelTable({ rows, picked, onPick, sorting, onSortingChange }: ModelTableProps) {
  // TanStack's objects change from within, which the React Compiler must not remember.
  "use no memo";
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: ({ model }) => model.ref,
    state: { sorting },
    onSortingChange: (next) => onSortingChange(typeof next === "function" ? next(sorting) : next),
  });
  const sorted = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 0, height: 900 },
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);

  return (
    <section
      ref={scroller}
      aria-label="Table of models"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="relative min-h-0 flex-1 overflow-auto"
    >
      <table
        aria-label="Models"
        aria-rowcount={sorted.length + 1}
        className="w-full border-separate border-spacing-0 text-sm"
      >
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const direction = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={
                      direction === false ? undefined : direction === "asc" ? "ascending" : "descending"
                    }
                    className={`sticky top-0 z-20 h-10 border-b border-separator bg-background px-2 text-xs font-medium whitespace-nowrap text-muted ${cellClass(header.column.id)} ${["model", "try"].includes(header.column.id) ? "z-30" : ""}`}
                  >
                    {header.column.getCanSort() ? (
                      <button
                        type="button"
                        className={`-mx-1 inline-flex ${numericColumns.has(header.column.id) ? "flex-row-reverse" : ""} cursor-pointer items-center gap-1 rounded px-1 py-0.5 hover:text-foreground`}
                        onClick={header.column.getToggleSortingHandler()}
                      >
                        <table.FlexRender header={header} />
                        <Icon
                          name={direction === "desc" ? "arrow-down" : "arrow-up"}
                          className={`size-3 shrink-0 ${direction === false ? "invisible" : "text-foreground"}`}
                        />
                      </button>
                    ) : (
                      <span className="sr-only">Try</span>
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          <Spacer height={before} />
          {items.map((item) => {
            const row = sorted[item.index];
            if (row === undefined) return null;
            return (
              <tr
                key={row.id}
                aria-rowindex={item.index + 2}
                className="group/row"
                style={{ height: rowHeight }}
              >
                {row.getAllCells().map((cell) => (
                  <td
                    key={cell.id}
                    className={`border-b border-separator px-2 group-hover/row:bg-surface-secondary ${cellClass(cell.column.id)} ${cell.column.id === "model" ? "w-60 max-w-[44vw] min-w-36 sm:max-w-60" : ""}`}
                  >
                    {cell.column.id === "model" ? (
                      <div className="flex min-w-0 items-center gap-2.5">
                        <input
                          type="checkbox"
                          aria-label={`Pick ${row.original.model.name} of ${row.original.provider.name}`}
                          className="size-4 shrink-0 accent-accent"
                          checked={picked.includes(row.id)}
                          disabled={picked.length >= maxLanes && !picked.includes(row.id)}
                          onChange={() => onPick(row.id)}
                        />
                        <table.FlexRender cell={cell} />
                      </div>
                    ) : (
                      <table.FlexRender cell={cell} />
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </section>
  );
}

/** Stands for the rows above or below the view. */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={columns.length} style={{ height, padding: 0 }} />
    </tr>
  );
}
