"use client";

import { Button } from "@heroui/react/button";
import { useEffect } from "react";
import { useStore } from "@/components/chat/store";
import { Icon } from "@/components/icons/icon";
import { useWorkspace } from "./workspace-context";

const shownMs = 10_000;

/** For ten seconds after a chat was deleted: a way to have it back. */
export function UndoToast() {
  const workspace = useWorkspace();
  const { deleted } = useStore(workspace.store);

  useEffect(() => {
    if (deleted === null) return;
    const timer = setTimeout(() => workspace.dismissDeleted(), shownMs);
    return () => clearTimeout(timer);
  }, [deleted, workspace]);

  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-4 z-40 flex justify-center px-4">
      {deleted !== null && (
        <div className="pointer-events-auto flex max-w-full items-center gap-2 rounded-xl border border-border bg-overlay py-1.5 pr-1.5 pl-4 text-sm shadow-overlay">
          <span className="min-w-0 truncate">Deleted “{deleted.title}”</span>
          <Button size="sm" variant="tertiary" onPress={() => void workspace.undoDelete()}>
            Undo
          </Button>
          <Button
            isIconOnly
            size="sm"
            variant="ghost"
            aria-label="Dismiss"
            onPress={() => workspace.dismissDeleted()}
          >
            <Icon name="close" />
          </Button>
        </div>
      )}
    </div>
  );
}
