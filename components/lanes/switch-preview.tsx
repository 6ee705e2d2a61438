"use client";

import dynamic from "next/dynamic";
import { useCallback, useSyncExternalStore } from "react";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { findLastAuthor } from "@/lib/chats/find-last-author";
import { toAskedRef } from "@/lib/routes/route-trail";

const SwitchLine = dynamic(() => import("./switch-line").then((module) => module.SwitchLine));

/** What the next turn sends again because the lane's model was changed; nothing, and nothing loaded, while it was not. */
export function SwitchPreview({ lane }: { lane: LaneSession }) {
  const { model, settings } = useStore(lane.store);
  const messages = useSettledMessages(lane);
  const author = messages === null ? null : findLastAuthor(messages);
  if (messages === null || author === null || toAskedRef(author) === model) return null;
  return <SwitchLine messages={messages} modelRef={model} settings={settings} />;
}

/** What the lane shows; null while an answer is arriving. */
function useSettledMessages({ chat }: LaneSession) {
  const subscribe = useCallback(
    (listener: () => void) => {
      const unsubscribes = [chat.subscribeStatus(listener), chat.subscribeMessages(listener)];
      return () => {
        for (const unsubscribe of unsubscribes) unsubscribe();
      };
    },
    [chat],
  );
  const read = () => (chat.status === "submitted" || chat.status === "streaming" ? null : chat.messages);
  return useSyncExternalStore(subscribe, read, read);
}
