"use client";

import { useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";

/** What only the screen knows of a chat's lanes, and what changes it. */
export type LanesView = {
  /** The one that is shown alone; null: all are shown. */
  expanded: LaneSession | null;
  /** The one whose list of models is open. */
  choosing: LaneSession | null;
  /** The one that was just cloned: it comes into view and has the focus. */
  cloned: LaneSession | null;
  expand: (lane: LaneSession | null) => void;
  choose: (lane: LaneSession | null) => void;
  /** A new lane is there to try another model: its list is opened. */
  add: (like: LaneSession) => Promise<void>;
  /** A clone keeps its model: it is there to be asked something else, or with other settings. */
  clone: (like: LaneSession) => Promise<void>;
};

/** Which lanes are in view, and what a lane that comes begins with: its list of models, or the focus. */
export function useLanesView(session: ChatSession): LanesView {
  const [expanded, setExpanded] = useState<LaneSession | null>(null);
  const [choosing, choose] = useState<LaneSession | null>(null);
  const [cloned, setCloned] = useState<LaneSession | null>(null);

  function expand(lane: LaneSession | null) {
    setExpanded(lane);
    setCloned(null);
  }

  async function add(like: LaneSession) {
    const lane = await session.addLane(like);
    if (lane === null) return;
    expand(null);
    choose(lane);
  }

  async function clone(like: LaneSession) {
    const lane = await session.layout.add(like);
    if (lane === null) return;
    setExpanded(null);
    setCloned(lane);
  }

  return { expanded, choosing, cloned, expand, choose, add, clone };
}
