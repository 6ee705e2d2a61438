"use client";

import { type RefObject, useEffect } from "react";

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select, [role=dialog] *");
}

/** `]` goes to the next lane and `[` to the one before, wherever nothing is being typed. */
export function useLaneKeys(strip: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function handleKeyDown(event: KeyboardEvent) {
      const step = event.key === "]" ? 1 : event.key === "[" ? -1 : 0;
      // On many keyboards the brackets need AltGr, which Windows reports as Ctrl and Alt.
      const isShortcut = (event.ctrlKey || event.metaKey) && !event.getModifierState("AltGraph");
      if (step === 0 || isShortcut || isTyping(event.target)) return;
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
