"use client";

import { Button } from "@heroui/react/button";
import { useEffect, useState } from "react";
import { useStore } from "@/components/chat/store";
import { IconButton } from "@/components/icons/icon-button";
import { DeletedName } from "./deleted-name";
import type { Toast as ToastState } from "./workspace";
import { useWorkspace } from "./workspace-context";

const shownMs = 10_000;

/** For ten seconds: that a chat was deleted, with a way to have it back, or why a change could not be made. */
export function Toast() {
  const { toast } = useStore(useWorkspace().store);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-3 z-40 flex justify-center px-4">
      {toast !== null && <ToastCard toast={toast} />}
    </div>
  );
}

/** Its time does not run while somebody is at it. */
function ToastCard({ toast }: { toast: ToastState }) {
  const workspace = useWorkspace();
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const isHeld = isPointed || isFocused;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another note has a time of its own
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => workspace.dismissToast(), shownMs);
    return () => clearTimeout(timer);
  }, [toast, isHeld, workspace]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is heard here only keeps it in view
    <div
      className="pointer-events-auto flex max-w-full items-center gap-2 rounded-xl border border-border bg-overlay py-1.5 pr-1.5 pl-4 text-sm shadow-overlay"
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      {toast.kind === "deleted" ? (
        <DeletedName name={toast.chat.title} />
      ) : (
        <span className="min-w-0 truncate">{toast.text}</span>
      )}
      {toast.kind !== "problem" && (
        <Button size="sm" variant="tertiary" onPress={() => workspace.takeBack()}>
          Undo
        </Button>
      )}
      <IconButton icon="close" label="Dismiss" onPress={() => workspace.dismissToast()} />
    </div>
  );
}
