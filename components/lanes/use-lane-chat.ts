"use client";

import { type RefObject, useEffect, useState } from "react";
import type { LaneChat, LaneStatus } from "@/components/chat/lane-chat";
import type { ChatMessage } from "@/lib/chats/chat-document";
import { drawQueue } from "./draw-queue";

type Drawn = { chat: LaneChat; messages: readonly ChatMessage[]; status: LaneStatus };

const read = (chat: LaneChat): Drawn => ({ chat, messages: chat.messages, status: chat.status });

/** A lane's messages as they are to be drawn in `column`: its text when its turn comes, its beginning and end at once. */
export function useLaneChat(chat: LaneChat, column: RefObject<HTMLElement | null>): Drawn {
  const [drawn, setDrawn] = useState(() => read(chat));
  if (drawn.chat !== chat) setDrawn(read(chat));

  useEffect(() => {
    const draw = () =>
      setDrawn((current) =>
        current.chat === chat && current.messages === chat.messages && current.status === chat.status
          ? current
          : read(chat),
      );
    const drawing = drawQueue.add(draw);
    const unsubscribes = [
      chat.subscribeMessages(() =>
        // Without a running answer the messages were changed by hand: another version, another path.
        chat.status === "streaming" ? drawing.request() : draw(),
      ),
      chat.subscribeStatus(() =>
        // Lanes that end at the same moment are finished one after the other.
        chat.status === "ready" || chat.status === "error" ? drawing.requestSoon() : draw(),
      ),
    ];
    draw();
    const observer = new IntersectionObserver(([entry]) => drawing.setSeen(entry?.isIntersecting ?? true));
    if (column.current !== null) observer.observe(column.current);
    return () => {
      observer.disconnect();
      for (const unsubscribe of unsubscribes) unsubscribe();
      drawing.remove();
    };
  }, [chat, column]);

  return drawn.chat === chat ? drawn : read(chat);
}
