"use client";

import { useEffect, useState } from "react";
import type { LaneSession } from "@/components/chat/lane-session";
import type { LaneFiles } from "./judge-files";

function read(lanes: readonly LaneSession[]): LaneFiles[] {
  return lanes.flatMap((lane) => {
    const { model, isOff } = lane.store.get();
    return isOff ? [] : [{ model, messages: lane.chat.messages }];
  });
}

/** The lanes that the next message goes to, with what they show; anew when one changes its model, is left out, or has ended. */
export function useAskedLanes(lanes: readonly LaneSession[]): readonly LaneFiles[] {
  const [asked, setAsked] = useState(() => read(lanes));
  useEffect(() => {
    const update = () => setAsked(read(lanes));
    update();
    const unsubscribes = lanes.flatMap((lane) => [
      lane.store.subscribe(update),
      lane.chat.subscribeStatus(update),
    ]);
    return () => {
      for (const unsubscribe of unsubscribes) unsubscribe();
    };
  }, [lanes]);
  return asked;
}
