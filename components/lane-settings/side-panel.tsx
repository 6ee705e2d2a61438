"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

type SidePanelProps = { id: string; onClose: () => void; children: ReactNode };

/** A panel beside the conversation, which stays in use. It takes the focus when it opens; Escape closes it. */
export function SidePanel({ id, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);

  useEffect(() => panel.current?.focus(), []);

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    onClose();
  }

  return (
    <section
      ref={panel}
      id={id}
      tabIndex={-1}
      aria-label="Settings of this chat"
      className="flex w-88 shrink-0 flex-col border-l border-separator bg-sidebar outline-none"
      onKeyDown={handleKeyDown}
    >
      {children}
    </section>
  );
}
