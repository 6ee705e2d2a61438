import { type ColumnId, getColumn, type ModelRow } from "./table-columns";
import type { Workload } from "./workload";

export type Sorting = { column: ColumnId; direction: "asc" | "desc" };

/** Numbers in a text count as numbers: `Qwen 2.5` stands before `Qwen 10`. */
const toSortable = (value: number | string): number | string =>
  typeof value === "number"
    ? value
    : value.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(6, "0"));

/** The rows by a column; what is not known stands last in both directions, and among equals the order stays. */
export function sortRows<R extends ModelRow>(
  rows: readonly R[],
  { sorting, workload }: { sorting: Sorting | null; workload: Workload },
): R[] {
  if (sorting === null) return [...rows];
  const { read } = getColumn(sorting.column);
  const known: { row: R; key: number | string }[] = [];
  const unknown: R[] = [];
  for (const row of rows) {
    const value = read(row, workload);
    if (value === null) unknown.push(row);
    else known.push({ row, key: toSortable(value) });
  }
  const sign = sorting.direction === "asc" ? 1 : -1;
  known.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0));
  return [...known.map(({ row }) => row), ...unknown];
}
