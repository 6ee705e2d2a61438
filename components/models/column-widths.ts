import type { ColumnId } from "@/lib/catalogue/table-columns";

/**
 * What a column takes, in pixels: enough for a range of figures. It never depends on the rows: else every key typed would
 * move all columns.
 */
const widths: Record<Exclude<ColumnId, "model">, number> = {
  provider: 152,
  context: 120,
  output: 104,
  inputPrice: 112,
  outputPrice: 112,
  cachedPrice: 144,
  cost: 128,
  capabilities: 200,
  schema: 112,
  weights: 116,
  family: 128,
  released: 104,
  knowledge: 132,
  status: 104,
  source: 232,
  availability: 124,
};

/** Of the column with the way into a chat. */
export const tryWidth = 72;

/** The least a screen is wide, in pixels, for a column to be there unless it was chosen: a model's own page has the rest. */
const leastScreens: Partial<Record<ColumnId, number>> = {
  context: 1_024,
  // The ref under the model's name says the provider too.
  provider: 1_600,
  // Prices, and whether it can be asked, matter more than limits.
  output: 1_728,
};

/** On a phone the way into a chat leads over the model's own page. */
const leastScreenForTry = 640;

/** Every width of a screen from which on something else is shown, rising. */
export const screenSteps = [...new Set([...Object.values(leastScreens), leastScreenForTry])].sort(
  (a, b) => a - b,
);

export type FittingColumns = {
  columns: readonly ColumnId[];
  canTry: boolean;
  /** What the table takes at least; a narrower place lets it scroll. */
  leastWidth: number;
};

/** What a column takes; the model's own has what the others leave. */
export const toWidth = (id: ColumnId): number | undefined => (id === "model" ? undefined : widths[id]);

/** The columns for a screen at least so wide; who chose them gets what was chosen. */
export function fitColumns(columns: readonly ColumnId[], isChosen: boolean, screen: number): FittingColumns {
  const fitting = columns.filter((id) => isChosen || (leastScreens[id] ?? 0) <= screen);
  const canTry = leastScreenForTry <= screen;
  const others = fitting.reduce((sum, id) => sum + (toWidth(id) ?? 0), 0);
  // Names are cut rather than the figures pushed out of a phone's view.
  return { columns: fitting, canTry, leastWidth: others + (canTry ? tryWidth + 208 : 166) };
}
