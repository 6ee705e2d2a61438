import { type ColumnId, getColumn } from "@/lib/catalogue/table-columns";

/** On a smaller screen the model's own page has the rest; who chose the columns gets what was chosen. */
const hiddenWhenSmall: Partial<Record<ColumnId, string>> = {
  // The ref under the model's name says the provider too.
  provider: "max-[87.5rem]:hidden",
  // Prices, and whether it can be asked, matter more than limits.
  output: "max-2xl:hidden",
  context: "max-sm:hidden",
};

/** Classes of a column's cells: the first stays while the rest scrolls, numbers stand on the right. */
export function toColumnClass(id: ColumnId, isChosen: boolean): string {
  if (id === "model") return "sticky left-0 z-10 bg-background pl-4 text-left";
  const side = getColumn(id).isNumeric === true ? "text-right tabular-nums" : "text-left";
  return isChosen ? side : `${side} ${hiddenWhenSmall[id] ?? ""}`;
}

/** The last column, with the way into a chat; on a phone the way leads over the model's own page. */
export const tryClass = "sticky right-0 z-10 bg-background text-right max-sm:hidden";
/** From a wide screen on the name has whatever room the other columns leave. */
export const modelClass = "w-60 max-w-[47vw] min-w-36 sm:max-w-60 xl:w-full xl:max-w-0 xl:min-w-52";
