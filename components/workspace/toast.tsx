"use client";

import { Button } from "@heroui/react/button";
import { useEffect } from "react";
import { useStore } from "@/components/chat/store";
import { IconButton } from "@/components/icons/icon-button";
import { useWorkspace } from "./workspace-context";

const shownMs = 10_000;

/** For ten seconds: that a chat was deleted, with a way to have it back, or why a change could not be made. */
export function Toast() {
  const workspace = useWorkspace();
  const { toast } = useStore(workspace.store);

  useEffect(() => {
    if (toast === null) return;
    const timer = setTimeout(() => workspace.dismissToast(), shownMs);
    return () => clearTimeout(timer);
  }, [toast, workspace]);

  function undo() {
    if (toast?.kind === "deleted") void workspace.undoDelete(toast.chat);
    if (toast?.kind !== "undo") return;
    workspace.dismissToast();
    void toast.undo();
  }

  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-3 z-40 flex justify-center px-4">
      {toast !== null && (
        <div className="pointer-events-auto flex max-w-full items-center gap-2 rounded-xl border border-border bg-overlay py-1.5 pr-1.5 pl-4 text-sm shadow-overlay">
          <span className="min-w-0 truncate">
            {toast.kind === "deleted" ? `Deleted “${toast.chat.title}”` : toast.text}
          </span>
          {toast.kind !== "problem" && (
            <Button size="sm" variant="tertiary" onPress={undo}>
              Undo
            </Button>
          )}
          <IconButton icon="close" label="Dismiss" onPress={() => workspace.dismissToast()} />
        </div>
      )}
    </div>
  );
}
