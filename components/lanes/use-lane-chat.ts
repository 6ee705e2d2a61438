"use client";

import { type RefObject, useEffect, useState } from "react";
import type { LaneChat, LaneStatus } from "@/components/chat/lane-chat";
import type { ChatMessage } from "@/lib/chats/chat-document";
import { drawQueue } from "./draw-queue";
import { PlainTail } from "./plain-tail";

type Drawn = {
  chat: LaneChat;
  messages: readonly ChatMessage[];
  status: LaneStatus;
  /** See `PlainTail`. */
  plainFrom: number | null;
};

const read = (chat: LaneChat, plainFrom: number | null = null): Drawn => ({
  chat,
  messages: chat.messages,
  status: chat.status,
  plainFrom,
});

/** The text that is growing; null when none is. */
function toGrowingText({ messages, status }: LaneChat): string | null {
  const last = status === "streaming" ? messages.at(-1)?.parts.at(-1) : undefined;
  return last?.type === "text" ? last.text : null;
}

/** A lane's messages as they are to be drawn in `column`: its text when its turn comes, its beginning and end at once. */
export function useLaneChat(chat: LaneChat, column: RefObject<HTMLElement | null>): Drawn {
  const [drawn, setDrawn] = useState(() => read(chat));
  if (drawn.chat !== chat) setDrawn(read(chat));

  useEffect(() => {
    const tail = new PlainTail();
    const draw = () => {
      const text = toGrowingText(chat);
      const plainFrom =
        text === null ? null : tail.next({ text, now: performance.now(), isLate: drawQueue.isLate });
      setDrawn((current) =>
        current.chat === chat && current.messages === chat.messages && current.status === chat.status
          ? current
          : read(chat, plainFrom),
      );
    };
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
