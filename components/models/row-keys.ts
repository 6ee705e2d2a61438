import type { KeyboardEvent } from "react";

const rowOf = (element: Element) => element.closest("tr[aria-rowindex]");

/** What the keyboard is at in a row: its tick, its *Try*, else what opens it. */
function toSelector(control: Element): string {
  const kind = ["input", "td:last-child a"].find((selector) => control.matches(selector));
  return kind ?? "a, button";
}

/** The counterpart in another row of a control; null when that row is not in the page. */
function findCounterpart(table: Element, { row, selector }: { row: number; selector: string }) {
  const other = table.querySelector(`tr[aria-rowindex="${row}"]`);
  const found = other?.querySelector(selector) ?? other?.querySelector("a, button");
  return found instanceof HTMLElement ? found : null;
}

/** The heading is the first row. */
const firstRow = 2;

/** Where a key leads from a row; null for a key that leads nowhere. */
function toRow(
  key: string,
  { from, last, page }: { from: number; last: number; page: number },
): number | null {
  const rows: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: Math.min(from + page, last),
    PageUp: Math.max(from - page, firstRow),
    Home: firstRow,
    End: last,
  };
  return rows[key] ?? null;
}

/** Frames within which rows that came into view are drawn. */
const mostFrames = 20;

/** Only rows in view are in the page: another one is scrolled to, and has the keyboard once it is there. */
function focusRow(table: HTMLElement, to: { row: number; selector: string }, frames = mostFrames): void {
  const control = findCounterpart(table, to);
  if (control !== null) control.focus();
  else if (frames > 0) requestAnimationFrame(() => focusRow(table, to, frames - 1));
}

/**
 * ↑, ↓, a page up or down, Home and End go from row to row while one of a row's controls has the keyboard; elsewhere they scroll, as
 * ever.
 */
export function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget: table } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(target instanceof Element))
    return;
  const row = rowOf(target);
  if (!(row instanceof HTMLElement)) return;
  const from = Number(row.getAttribute("aria-rowindex"));
  const last = Number(table.querySelector("table")?.getAttribute("aria-rowcount"));
  const page = Math.max(1, Math.floor(table.clientHeight / row.offsetHeight) - 2);
  const to = toRow(event.key, { from, last, page });
  if (to === null || to < firstRow || to > last) return;
  event.preventDefault();
  if (Math.abs(to - from) > 1) table.scrollTop += (to - from) * row.offsetHeight;
  focusRow(table, { row: to, selector: toSelector(target) });
}

/** The id of the table's place; a page shows one. */
export const tableId = "models-table";

/** Brings the keyboard to the first row there is. */
export function focusFirstRow(): void {
  const table = document.getElementById(tableId);
  const first = table?.querySelector("tr[aria-rowindex] :is(a, button)");
  if (first instanceof HTMLElement) first.focus();
}
