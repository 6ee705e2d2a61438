import type { KeyboardEvent } from "react";

const rowOf = (element: Element) => element.closest("tr[aria-rowindex]");

/** The control of a row that is the counterpart of one in another row: its tick, its *Try*, else what opens it. */
function findCounterpart(row: Element, from: Element): HTMLElement | null {
  const kinds = ["input", "td:last-child a"];
  const kind = kinds.find((selector) => from.matches(selector));
  const found = (kind === undefined ? null : row.querySelector(kind)) ?? row.querySelector("a, button");
  return found instanceof HTMLElement ? found : null;
}

/** ↑ and ↓ go from row to row while one of a row's controls has the keyboard; elsewhere they scroll, as ever. */
export function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const row = event.target instanceof Element ? rowOf(event.target) : null;
  if (row === null || !(event.target instanceof Element)) return;
  const next = Number(row.getAttribute("aria-rowindex")) + step;
  const other = event.currentTarget.querySelector(`tr[aria-rowindex="${next}"]`);
  const control = other === null ? null : findCounterpart(other, event.target);
  if (control === null) return;
  event.preventDefault();
  control.focus();
}

/** The id of the table's place; a page shows one. */
export const tableId = "models-table";

/** Brings the keyboard to the first row there is. */
export function focusFirstRow(): void {
  const table = document.getElementById(tableId);
  const first = table?.querySelector("tr[aria-rowindex] :is(a, button)");
  if (first instanceof HTMLElement) first.focus();
}
