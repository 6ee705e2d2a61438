"use client";

import { type RefObject, useEffect } from "react";

const lineHeight = 40;

/** How far a key takes the reader of a column: a line, nearly a screen, or to its end. */
const steps: Record<string, (height: number) => number> = {
  ArrowUp: () => -lineHeight,
  ArrowDown: () => lineHeight,
  PageUp: (height) => lineHeight - height,
  PageDown: (height) => height - lineHeight,
  Home: () => Number.NEGATIVE_INFINITY,
  End: () => Number.POSITIVE_INFINITY,
};

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select, [role=dialog] *");
}

/** A lane that has the focus is read with the keys that scroll: the browser would scroll what is around the lane. */
function read(event: KeyboardEvent): void {
  const { target, key } = event;
  const step = steps[key];
  if (step === undefined || !(target instanceof HTMLElement) || !target.matches("[data-lane]")) return;
  const column = target.querySelector("[data-follows-end]");
  if (column === null) return;
  event.preventDefault();
  column.scrollTop = Math.min(column.scrollHeight, column.scrollTop + step(column.clientHeight));
}

/** `]` goes to the next lane and `[` to the one before, wherever nothing is being typed. */
export function useLaneKeys(strip: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function handleKeyDown(event: KeyboardEvent) {
      const step = event.key === "]" ? 1 : event.key === "[" ? -1 : 0;
      // On many keyboards the brackets need AltGr, which Windows reports as Ctrl and Alt.
      const isShortcut = (event.ctrlKey || event.metaKey) && !event.getModifierState("AltGraph");
      if (isShortcut || isTyping(event.target)) return;
      if (step === 0) {
        if (!event.altKey) read(event);
        return;
      }
      const panes = [...(strip.current?.querySelectorAll<HTMLElement>("[data-lane]") ?? [])];
      const at = panes.findIndex((pane) => pane.contains(document.activeElement));
      const next = panes.at(at < 0 ? (step > 0 ? 0 : -1) : (at + step) % panes.length);
      next?.focus();
      next?.scrollIntoView({ inline: "nearest", block: "nearest" });
    }
    window.addEventListener("keydown", handleKeyDown);
    return () => window.removeEventListener("keydown", handleKeyDown);
  }, [strip]);
}
