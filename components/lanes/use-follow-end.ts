"use client";

import {
  type KeyboardEvent,
  type TouchEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
  type WheelEvent,
} from "react";

const upwardKeys = new Set(["ArrowUp", "PageUp", "Home"]);
/** So near its end a column counts as being there. */
const nearPixels = 70;

const toDistance = ({ scrollHeight, clientHeight, scrollTop }: HTMLElement) =>
  scrollHeight - clientHeight - scrollTop;

/** Text in it is marked, or about to be: moved, it would be another one. */
function isMarkedIn(column: HTMLElement): boolean {
  const selection = window.getSelection();
  return selection !== null && !selection.isCollapsed && column.contains(selection.anchorNode);
}

/**
 * Keeps a scrolling column at its end while it grows, until its reader moves away from there. Every wish to look back
 * counts, also over a table or a block of code, and while new text moves the column: reading is never interrupted. What grows
 * is followed in the frame it is drawn in: the page is laid out and painted once for both.
 */
export function useFollowEnd({ atEndAtFirst }: { atEndAtFirst: boolean }) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const follows = useRef(atEndAtFirst);
  const touchedAt = useRef<number | null>(null);
  const [isAtEnd, setAtEnd] = useState(atEndAtFirst);

  useEffect(() => {
    const column = scrollRef.current;
    const content = contentRef.current;
    if (column === null || content === null) return;
    // Asked for here it would have a long chat laid out within the task that draws it.
    let top = 0;
    let isPressed = false;
    const press = () => {
      isPressed = true;
    };
    const release = () => {
      isPressed = false;
    };
    const look = () => setAtEnd(follows.current || toDistance(column) <= nearPixels);
    const handleScroll = () => {
      const before = top;
      top = column.scrollTop;
      const distance = toDistance(column);
      // Content that became shorter moves the column up, too, but not away from its end.
      if (top < before && distance > 1) follows.current = false;
      else if (top > before && distance <= nearPixels) follows.current = true;
      look();
    };
    const observer = new ResizeObserver(() => {
      if (follows.current && !(isPressed && isMarkedIn(column))) {
        column.scrollTop = column.scrollHeight;
      }
      top = column.scrollTop;
      look();
    });
    observer.observe(content);
    observer.observe(column);
    column.addEventListener("scroll", handleScroll, { passive: true });
    column.addEventListener("pointerdown", press);
    window.addEventListener("pointerup", release);
    window.addEventListener("pointercancel", release);
    return () => {
      observer.disconnect();
      column.removeEventListener("scroll", handleScroll);
      column.removeEventListener("pointerdown", press);
      window.removeEventListener("pointerup", release);
      window.removeEventListener("pointercancel", release);
    };
  }, []);

  /** The reader is elsewhere: the end is no longer followed. */
  const leaveEnd = useCallback(() => {
    follows.current = false;
    const column = scrollRef.current;
    if (column !== null) setAtEnd(toDistance(column) <= nearPixels);
  }, []);

  function lookBack() {
    const column = scrollRef.current;
    if (column !== null && column.scrollHeight > column.clientHeight) leaveEnd();
  }

  const scrollToEnd = useCallback(() => {
    follows.current = true;
    setAtEnd(true);
    const column = scrollRef.current;
    if (column !== null) column.scrollTop = column.scrollHeight;
  }, []);

  return {
    scrollRef,
    contentRef,
    isAtEnd,
    scrollToEnd,
    leaveEnd,
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
