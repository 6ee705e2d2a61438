"use client";

import { Icon } from "@/components/icons/icon";
import type { Sorting } from "@/lib/catalogue/sort-rows";
import { type ColumnId, getColumn } from "@/lib/catalogue/table-columns";
import { toColumnClass, tryClass } from "./column-class";

type TableHeadProps = {
  columns: readonly ColumnId[];
  canTry: boolean;
  sorting: Sorting | null;
  onSort: (sorting: Sorting | null) => void;
};

const headClass =
  "sticky top-0 z-20 h-10 border-b border-separator bg-background px-2 text-xs font-medium whitespace-nowrap text-muted";

/** A press sorts, the next turns the order round, the third gives it up. */
function toNext(column: ColumnId, sorting: Sorting | null): Sorting | null {
  const first = getColumn(column).isDescendingFirst === true ? "desc" : "asc";
  if (sorting?.column !== column) return { column, direction: first };
  if (sorting.direction !== first) return null;
  return { column, direction: first === "asc" ? "desc" : "asc" };
}

/** The table's headings, each a button that sorts. */
export function TableHead({ columns, canTry, sorting, onSort }: TableHeadProps) {
  return (
    <thead>
      <tr>
        {columns.map((id) => {
          const { label, isNumeric } = getColumn(id);
          const direction = sorting?.column === id ? sorting.direction : null;
          return (
            <th
              key={id}
              scope="col"
              aria-sort={direction === null ? undefined : direction === "asc" ? "ascending" : "descending"}
              className={`${headClass} ${toColumnClass(id)} ${id === "model" ? "z-30" : ""}`}
            >
              <button
                type="button"
                className={`-mx-1 inline-flex ${isNumeric === true ? "flex-row-reverse" : ""} cursor-pointer items-center gap-1 rounded px-1 py-0.5 hover:text-foreground`}
                onClick={() => onSort(toNext(id, sorting))}
              >
                {label}
                <Icon
                  name={direction === "desc" ? "arrow-down" : "arrow-up"}
                  className={`size-3 shrink-0 ${direction === null ? "invisible" : "text-foreground"}`}
                />
              </button>
            </th>
          );
        })}
        {canTry && (
          <th scope="col" className={`${headClass} ${tryClass} z-30`}>
            <span className="sr-only">Try</span>
          </th>
        )}
      </tr>
    </thead>
  );
}
