"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { LaneSession } from "./lane-session";

/** True while an answer is arriving in any of the lanes. */
export function useBusy(lanes: readonly LaneSession[]): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const unsubscribes = lanes.map((lane) => lane.onBusy(listener));
      return () => {
        for (const unsubscribe of unsubscribes) unsubscribe();
      };
    },
    [lanes],
  );
  const read = () => lanes.some((lane) => lane.busy);
  return useSyncExternalStore(subscribe, read, read);
}
