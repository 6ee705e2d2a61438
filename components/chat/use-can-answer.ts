"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { LaneSession } from "./lane-session";

/** True while all lanes that are asked next end with a message that nobody has answered. */
export function useCanAnswer(lanes: readonly LaneSession[]): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const unsubscribes = lanes.flatMap((lane) => [lane.store.subscribe(listener), lane.onBusy(listener)]);
      return () => {
        for (const unsubscribe of unsubscribes) unsubscribe();
      };
    },
    [lanes],
  );
  const read = () => {
    const asked = lanes.filter((lane) => !lane.store.get().isOff);
    return asked.length > 0 && asked.every((lane) => lane.isUnanswered);
  };
  return useSyncExternalStore(subscribe, read, read);
}
