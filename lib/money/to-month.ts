/** The month of a moment, UTC: `2026-11`. Budgets are counted by it. */
export function toMonth(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 7);
}
