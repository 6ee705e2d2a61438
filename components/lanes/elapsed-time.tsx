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

  const seconds = Math.max(0, now - since) / 1000;
  return (
    <span role="timer" aria-live="off" className="tabular-nums">
      {seconds < 60 ? `${seconds.toFixed(1)} s` : formatMinutes(seconds)}
    </span>
  );
}

function formatMinutes(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${minutes} min ${String(Math.floor(seconds % 60)).padStart(2, "0")} s`;
}
