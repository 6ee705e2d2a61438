"use client";

import { useEffect, useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { Icon } from "@/components/icons/icon";
import { useCatalogue } from "@/components/models/catalogue-store";
import { judgeFiles, type LaneFiles } from "./judge-files";

/** Which models will not get the files of this message and of the chat, before it is sent. */
export function FileWarnings({ session }: { session: ChatSession }) {
  const { lanes } = useStore(session.store);
  const files = useStore(session.files.store).flatMap(({ stored }) => stored ?? []);
  const { catalogue } = useCatalogue();
  useLaneModels(lanes);
  if (catalogue === null) return null;
  const asked = lanes.filter((lane) => !lane.store.get().isOff);
  const { warnings, unstated, costNote } = judgeFiles(asked.map(toLaneFiles), files, catalogue.models);
  return (
    <div
      role="status"
      aria-label="About the files"
      className="flex flex-col gap-1.5 px-1 text-sm empty:hidden"
    >
      {warnings.map((words) => (
        <p
          key={words}
          className="flex items-start gap-2 rounded-xl bg-warning-soft px-3 py-1.5 text-warning-soft-foreground"
        >
          <Icon name="alert" className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{words}</span>
        </p>
      ))}
      {[...unstated, ...(costNote === null ? [] : [costNote])].map((words) => (
        <p key={words} className="flex items-start gap-2 px-3 text-xs text-muted">
          <Icon name="info" className="mt-0.25 size-3.5 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{words}</span>
        </p>
      ))}
    </div>
  );
}

function toLaneFiles(lane: LaneSession): LaneFiles {
  return { model: lane.store.get().model, messages: lane.chat.messages };
}

/** Draws anew when the model of a lane, or whether it is asked, changes. */
function useLaneModels(lanes: readonly LaneSession[]): void {
  const [, setChanges] = useState(0);
  useEffect(() => {
    const unsubscribes = lanes.map((lane) => lane.store.subscribe(() => setChanges((count) => count + 1)));
    return () => {
      for (const unsubscribe of unsubscribes) unsubscribe();
    };
  }, [lanes]);
}
