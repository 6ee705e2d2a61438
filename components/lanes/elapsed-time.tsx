"use client";

import { useEffect, useState } from "react";

const tickMs = 100;

/** Seconds since `since` (epoch ms), ticking: "12.3 s". */
export function ElapsedTime({ since }: { since: number }) {
  const [now, setNow] = useState(since);

  useEffect(() => {
    const update = () => setNow(Date.now());
    update();
    const timer = setInterval(update, tickMs);
    return () => clearInterval(timer);
  }, []);

  return (
    <span role="timer" aria-live="off" className="tabular-nums">
      {formatDuration(Math.max(0, now - since))}
    </span>
  );
}

/** How long an answer took, from sending the request to its end. */
export function Duration({ ms }: { ms: number }) {
  return (
    <span className="tabular-nums" title="Measured here: from sending the request to the end of the answer">
      {formatDuration(ms)}
    </span>
  );
}

function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : formatMinutes(seconds);
}

function formatMinutes(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${minutes} min ${String(Math.floor(seconds % 60)).padStart(2, "0")} s`;
}
