"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { ChatIndex } from "./chat-index";
import { type ListLayout, rowHeight, toShift } from "./list-layout";

/** The list is drawn anew each time it was scrolled by so much, not for every pixel. */
const stepPx = 4 * rowHeight;
/** What is drawn above and below what can be seen. */
const beyondPx = 3 * stepPx;
/** Before the page knows how high the list is. */
const guessedHeight = 900;

/** The span of the list that is drawn. Also remembers how far it is scrolled, and keeps the reader's place in it. */
export function useListView(options: {
  scroller: RefObject<HTMLElement | null>;
  index: ChatIndex;
  layout: ListLayout;
}): { top: number; bottom: number } {
  const { scroller, index, layout } = options;
  const [seen, setSeen] = useState(() => ({ top: index.scrollTop, height: guessedHeight }));

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const read = () => {
      index.scrollTop = element.scrollTop;
      const top = Math.floor(element.scrollTop / stepPx) * stepPx;
      const height = element.clientHeight;
      setSeen((known) => (known.top === top && known.height === height ? known : { top, height }));
    };
    element.scrollTop = index.scrollTop;
    if (element.clientHeight > 0) read();
    // The sidebar is folded away on a phone, and has no height there.
    const observer = new ResizeObserver(() => element.clientHeight > 0 && read());
    observer.observe(element);
    element.addEventListener("scroll", read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", read);
    };
  }, [scroller, index]);

  useKeptPlace(scroller, layout);
  return { top: seen.top - beyondPx, bottom: seen.top + seen.height + stepPx + beyondPx };
}

/** What the reader looks at stays where it is when chats come and go above it. At the very top new ones are seen. */
function useKeptPlace(scroller: RefObject<HTMLElement | null>, layout: ListLayout): void {
  const previous = useRef(layout);
  useLayoutEffect(() => {
    const before = previous.current;
    previous.current = layout;
    const element = scroller.current;
    if (element === null || before === layout || element.scrollTop < rowHeight) return;
    const top = element.scrollTop;
    const shift = toShift(before, layout, { top, bottom: top + element.clientHeight });
    if (shift !== 0) element.scrollTop = top + shift;
  }, [scroller, layout]);
}
