"use client";

import { useEffect, useState } from "react";
import { formatSeconds } from "@/lib/format-number";

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
      {formatTicking(Math.max(0, now - since))}
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
