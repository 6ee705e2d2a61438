import { type ColumnId, getColumn } from "@/lib/catalogue/table-columns";

/** Stays in view while the rest scrolls sideways; where nothing can, a cell is no layer of its own, which is quicker to draw. */
const staying = "sticky z-10 bg-background group-data-fits/table:static";

/** Classes of a column's cells: the first stays while the rest scrolls, numbers stand on the right. */
export function toColumnClass(id: ColumnId): string {
  if (id === "model") return `${staying} left-0 pl-4 text-left`;
  return getColumn(id).isNumeric === true ? "text-right tabular-nums" : "text-left";
}

/** Of a row's controls: the keyboard's way to one ends below the headings, not behind them. */
export const reachClass = "scroll-mt-14";

/** The last column, with the way into a chat. */
export const tryClass = `${staying} right-0 pr-4 text-right`;
