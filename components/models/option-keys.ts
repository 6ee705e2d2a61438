import type { KeyboardEvent } from "react";

type OptionKeys = {
  /** The option that Enter takes, from 0. */
  active: number;
  count: number;
  onMove: (to: number) => void;
  onEnter: () => void;
};

const page = 8;

/** Where a key moves the active option; null for a key that does not. */
function toTarget(key: string, active: number, last: number): number | null {
  if (key === "ArrowDown") return active === last ? 0 : active + 1;
  if (key === "ArrowUp") return active === 0 ? last : active - 1;
  if (key === "PageDown") return active + page;
  if (key === "PageUp") return active - page;
  if (key === "Home") return 0;
  return key === "End" ? last : null;
}

/** The keys of a search field over a list of options: the field keeps the focus, they move the active option. */
export function toOptionKeys({ active, count, onMove, onEnter }: OptionKeys) {
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const target = toTarget(event.key, active, count - 1);
    if (target === null && event.key !== "Enter") return;
    event.preventDefault();
    if (target === null) onEnter();
    else onMove(Math.max(0, Math.min(count - 1, target)));
  };
}
