import "server-only";
import { onNotice } from "@/lib/server/db/notices";

/** Tells whether other instances have logged something of certain runs since one last looked. */
export type RemoteChanges = {
  /** From now on a change is news again. */
  clear: () => void;
  /** Calls `wake` once: at the next change, or at once when there was one since `clear`. Returns how to take that back. */
  onChange: (wake: () => void) => () => void;
  close: () => void;
};

export function watchRemoteChanges(runIds: string[]): RemoteChanges {
  const watched = new Set(runIds);
  let isChanged = false;
  let wakeOnce: (() => void) | null = null;
  const close = onNotice((notice) => {
    if (notice.kind !== "events" || !notice.runIds.some((runId) => watched.has(runId))) return;
    isChanged = true;
    wakeOnce?.();
    wakeOnce = null;
  });
  return {
    clear: () => {
      isChanged = false;
    },
    onChange: (wake) => {
      if (isChanged) wake();
      else wakeOnce = wake;
      return () => {
        wakeOnce = null;
      };
    },
    close,
  };
}
