"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select, [role=dialog] *");
}

/** Ctrl/⌘ Shift O begins a new chat, Ctrl/⌘ K searches all chats; `/` goes to the message box. */
export function Shortcuts({ onSearch }: { onSearch: () => void }) {
  const router = useRouter();

  useEffect(() => {
    function handleKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      if ((event.metaKey || event.ctrlKey) && event.shiftKey && event.key.toLowerCase() === "o") {
        event.preventDefault();
        router.push("/");
      }
      const isPlain = !event.shiftKey && !event.altKey;
      if ((event.metaKey || event.ctrlKey) && isPlain && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onSearch();
      }
      if (event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping(event.target)) {
        const field = document.querySelector<HTMLElement>('textarea[aria-label="Message"]');
        if (field === null) return;
        event.preventDefault();
        field.focus();
      }
    }
    window.addEventListener("keydown", handleKeyDown);
    return () => window.removeEventListener("keydown", handleKeyDown);
  }, [router, onSearch]);

  return null;
}
