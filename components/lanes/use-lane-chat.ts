"use client";

import { type RefObject, useEffect, useState } from "react";
import { flushSync } from "react-dom";
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

/** The text that is growing, or grew last; null when the lane ends with anything else. */
function toNewestText({ messages }: LaneChat): string | null {
  const last = messages.at(-1);
  const part = last?.role === "assistant" ? last.parts.at(-1) : undefined;
  return part?.type === "text" ? part.text : null;
}

/** A lane's messages as they are to be drawn in `column`: its text when its turn comes, its beginning and end at once. */
export function useLaneChat(chat: LaneChat, column: RefObject<HTMLElement | null>): Drawn {
  const [drawn, setDrawn] = useState(() => read(chat));
  if (drawn.chat !== chat) setDrawn(read(chat));

  useEffect(() => {
    const tail = new PlainTail();
    const hasEnded = () => chat.status !== "streaming";
    const draw = () => {
      const text = toNewestText(chat);
      const growing = { isLate: drawQueue.isLate, hasEnded: hasEnded() };
      const plainFrom = text === null ? null : tail.next({ text, ...growing });
      setDrawn((current) =>
        current.chat === chat &&
        current.messages === chat.messages &&
        current.status === chat.status &&
        current.plainFrom === plainFrom
          ? current
          : read(chat, plainFrom),
      );
      // What is plain becomes markdown, whether or not more comes.
      if (plainFrom !== null && growing.hasEnded) drawing.requestSoon();
      else if (plainFrom !== null) drawing.request();
    };
    // Within its frame: left to React, the drawings of several frames would become one long task.
    const drawing = drawQueue.add(() => {
      const startedAt = performance.now();
      flushSync(draw);
      tail.note(performance.now() - startedAt, { hasEnded: hasEnded() });
    });
    const unsubscribes = [
      chat.subscribeMessages(() => {
        if (chat.status === "streaming") drawing.request();
        else if (chat.status === "submitted") drawing.requestSoon();
        // Without a running answer the messages were changed by hand: another version, another path.
        else draw();
      }),
      // What is asked is there at once; lanes that begin or end at the same moment are drawn one after the other.
      chat.subscribeStatus(() => (chat.status === "submitted" ? draw() : drawing.requestSoon())),
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
