"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { focusComposer } from "@/components/chat/focus-composer";
import { useWorkspace } from "./workspace-context";

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}

/** What stands over the page has the keyboard to itself. */
const isInDialog = (target: EventTarget | null) =>
  target instanceof Element && target.closest("[role=dialog]") !== null;

/** A key with Ctrl or ⌘ as `mod+shift+o`, one without as it was typed. */
function toName({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): string {
  if (altKey) return "";
  if (!ctrlKey && !metaKey) return key;
  return `mod+${shiftKey ? "shift+" : ""}${key.toLowerCase()}`;
}

/** The keys that work on every page: `shortcut-list.ts` names them all. */
export function Shortcuts({ onSearch }: { onSearch: () => void }) {
  const router = useRouter();
  const workspace = useWorkspace();

  useEffect(() => {
    const toggle = (overlay: "palette" | "shortcuts") =>
      workspace.showOverlay(workspace.store.get().overlay === overlay ? null : overlay);
    const leaveFor = (act: () => void) => {
      workspace.showOverlay(null);
      act();
    };
    const anywhere: Record<string, () => unknown> = {
      "mod+shift+o": () => leaveFor(() => router.push("/")),
      "mod+shift+f": () => leaveFor(onSearch),
      "mod+k": () => toggle("palette"),
      "mod+/": () => toggle("shortcuts"),
    };
    const untyped: Record<string, () => unknown> = {
      "mod+z": () => workspace.takeBack(),
      "/": () => {
        if (workspace.store.get().overlay === null) focusComposer();
      },
      "?": () => toggle("shortcuts"),
    };
    function handleKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      // One dialog is not laid over another, but what these keys have opened they also close.
      if (isInDialog(event.target) && workspace.store.get().overlay === null) return;
      const name = toName(event);
      const act = anywhere[name] ?? (isTyping(event.target) ? undefined : untyped[name]);
      if (act === undefined || act() === false) return;
      event.preventDefault();
    }
    window.addEventListener("keydown", handleKeyDown);
    return () => window.removeEventListener("keydown", handleKeyDown);
  }, [router, workspace, onSearch]);

  return null;
}
