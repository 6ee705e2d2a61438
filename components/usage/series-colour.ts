/** Told apart by their order in the list beside the chart too, so that nothing depends on the colour alone. */
const colours = [
  "var(--accent)",
  "oklch(0.68 0.14 68)",
  "oklch(0.6 0.13 285)",
  "oklch(0.62 0.13 152)",
  "oklch(0.62 0.16 20)",
  "oklch(0.6 0.1 245)",
];
const rest = "var(--muted)";

/** How many rows have a colour of their own. */
export const colouredRows = colours.length;

export const seriesColour = (index: number): string => colours[index] ?? rest;
