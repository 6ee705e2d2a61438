"use client";

import { type KeyboardEvent, type TouchEvent, useRef, type WheelEvent } from "react";
import { useStickToBottom } from "use-stick-to-bottom";

const upwardKeys = new Set(["ArrowUp", "PageUp", "Home"]);

/**
 * Keeps a scrolling column at its end while it grows, until its reader moves away from there. Every wish to look back
 * counts, also over a table or a block of code, and while new text moves the column: reading is never interrupted.
 */
export function useFollowEnd({ atEndAtFirst }: { atEndAtFirst: boolean }) {
  const { scrollRef, contentRef, isAtBottom, scrollToBottom, stopScroll } = useStickToBottom({
    initial: atEndAtFirst && "instant",
    resize: "instant",
  });
  const touchedAt = useRef<number | null>(null);

  function lookBack() {
    const column = scrollRef.current;
    if (column !== null && column.scrollHeight > column.clientHeight) stopScroll();
  }

  return {
    scrollRef,
    contentRef,
    isAtEnd: isAtBottom,
    scrollToEnd: scrollToBottom,
    /** The reader is elsewhere: the end is no longer followed. */
    leaveEnd: stopScroll,
    /** For the scrolling element. */
    handlers: {
      onWheel: ({ deltaY }: WheelEvent) => deltaY < 0 && lookBack(),
      onTouchStart: ({ touches }: TouchEvent) => {
        touchedAt.current = touches[0]?.clientY ?? null;
      },
      onTouchMove: ({ touches }: TouchEvent) => {
        const y = touches[0]?.clientY ?? null;
        if (y !== null && touchedAt.current !== null && y > touchedAt.current) lookBack();
      },
      onKeyDown: ({ key, shiftKey }: KeyboardEvent) => {
        if (upwardKeys.has(key) || (key === " " && shiftKey)) lookBack();
      },
    },
  };
}
