"use client";

import { useSyncExternalStore } from "react";
import { formatSeconds } from "@/lib/format-number";

const tickMs = 100;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let now = 0;

/** One clock for all timers of the page: they tick together, in one drawing. */
function followClock(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) {
    now = Date.now();
    timer = setInterval(tick, tickMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

const readClock = () => now;

/** Seconds since `since` (epoch ms), ticking: "12.3 s". */
export function ElapsedTime({ since }: { since: number }) {
  const now = useSyncExternalStore(followClock, readClock, () => since);
  const shown = formatTicking(Math.max(0, now - since));
  // A box of its own: a tick has nothing laid out or painted again but itself.
  return (
    <span
      role="timer"
      aria-live="off"
      className="inline-block h-lh contain-strict align-bottom whitespace-nowrap tabular-nums"
      style={{ inlineSize: `${shown.length}ch` }}
    >
      {shown}
    </span>
  );
}

/** How long an answer took, from sending the request to its end. */
export function Duration({ ms }: { ms: number }) {
  return (
    <span className="tabular-nums" title="Measured here: from sending the request to the end of the answer">
      {formatSeconds(ms)}
    </span>
  );
}

/** Tenths of a second: more would flicker. */
function formatTicking(ms: number): string {
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : formatSeconds(ms);
}
