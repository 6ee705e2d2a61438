"use client";

import { useEffect, useState } from "react";
import type { LaneSession } from "./lane-session";

function toAnnouncement(lane: LaneSession): string | null {
  if (lane.chat.status === "submitted") return "Answer started.";
  if (lane.chat.status === "error") return "The connection was lost.";
  if (lane.chat.status !== "ready") return null;
  const metadata = lane.chat.messages.at(-1)?.metadata;
  if (metadata === undefined || metadata.outcome === "running") return null;
  if (metadata.error !== null) return `${metadata.modelName} failed: ${metadata.error.title}`;
  return metadata.outcome === "complete"
    ? `${metadata.modelName} has answered.`
    : `Answer ${metadata.outcome}.`;
}

/** Says aloud that an answer has begun, ended or failed, and nothing in between. */
export function Announcer({ lanes }: { lanes: readonly LaneSession[] }) {
  const [announcement, setAnnouncement] = useState("");

  useEffect(() => {
    const unsubscribes = lanes.map((lane) =>
      lane.chat.subscribeStatus(() => setAnnouncement(toAnnouncement(lane) ?? "")),
    );
    return () => {
      for (const unsubscribe of unsubscribes) unsubscribe();
    };
  }, [lanes]);

  return (
    <p role="status" className="sr-only">
      {announcement}
    </p>
  );
}
