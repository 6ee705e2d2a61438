/** The day of a moment, UTC: `2026-11-29`. */
export function toDay(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}
