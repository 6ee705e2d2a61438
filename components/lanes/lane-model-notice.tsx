"use client";

import type { ChatSession } from "@/components/chat/chat-session";
import { focusComposer } from "@/components/chat/focus-composer";
import { chooseModel } from "@/components/chat/lane-controls";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { NotOfferedNotice } from "@/components/models/not-offered-notice";

/** Says so when the lane's model is not offered any more, and what can be used instead. */
export function LaneModelNotice({ session, lane }: { session: ChatSession; lane: LaneSession }) {
  const { model } = useStore(lane.store);
  return (
    <NotOfferedNotice
      modelRef={model}
      onUse={(ref) => {
        chooseModel(session, lane, ref);
        focusComposer();
      }}
    />
  );
}
