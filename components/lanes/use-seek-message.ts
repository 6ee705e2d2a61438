"use client";

import { type RefObject, useEffect } from "react";

/** How long a message may take to be drawn. */
const drawnWithinMs = 3_000;
const litMs = 2_000;

type SeekOptions = {
  contentRef: RefObject<HTMLElement | null>;
  sought: { messageId: string } | null;
  leaveEnd: () => void;
};

/** Scrolls to the message that is sought, once it is drawn, and lights it for a moment. */
export function useSeekMessage({ contentRef, sought, leaveEnd }: SeekOptions): void {
  useEffect(() => {
    if (sought === null) return;
    const deadline = performance.now() + drawnWithinMs;
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const found = contentRef.current?.querySelector(`[data-message="${CSS.escape(sought.messageId)}"]`);
      if (found == null) {
        if (performance.now() < deadline) frame = requestAnimationFrame(look);
        return;
      }
      leaveEnd();
      found.scrollIntoView({ block: "center" });
      found.setAttribute("data-lit", "");
      timer = setTimeout(() => found.removeAttribute("data-lit"), litMs);
    };
    look();
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      contentRef.current?.querySelector("[data-lit]")?.removeAttribute("data-lit");
    };
  }, [contentRef, sought, leaveEnd]);
}
