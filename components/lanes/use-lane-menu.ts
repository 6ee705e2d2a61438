"use client";

import { useRouter } from "next/navigation";
import type { ChatSession } from "@/components/chat/chat-session";
import { focusComposer } from "@/components/chat/focus-composer";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import type { LaneMenuAction } from "@/components/lane-code/lane-menu";
import { afterOverlay } from "@/components/workspace/after-overlay";
import { useWorkspace } from "@/components/workspace/workspace-context";
import { maxLanes } from "@/lib/turns/turn-limits";
import type { LanesView } from "./use-lanes-view";

type LaneMenuOptions = {
  session: ChatSession;
  lane: LaneSession;
  view: LanesView;
  isExpanded: boolean;
};

/** What can be done with one lane of several. */
export function useLaneMenu(options: LaneMenuOptions): LaneMenuAction[] {
  const { session, lane, view, isExpanded } = options;
  const { lanes } = useStore(session.store);
  const workspace = useWorkspace();
  const router = useRouter();
  const index = lanes.indexOf(lane);
  const leafId = lane.leafId;

  async function remove() {
    const undo = await session.layout.remove(lane);
    if (undo !== null) workspace.offerUndo("Lane removed.", undo);
  }

  async function continueAlone() {
    if (leafId === null) return;
    const chatId = await session.fork(leafId);
    if (chatId !== null) router.push(`/chat/${chatId}`);
  }

  function askOnly() {
    session.layout.askOnly([lane]);
    // The menu gives the focus back to its button first.
    afterOverlay(focusComposer);
  }

  return [
    {
      id: "expand",
      label: isExpanded ? "Show all lanes" : "Expand",
      icon: "expand",
      run: () => view.expand(isExpanded ? null : lane),
    },
    { id: "only", label: "Ask only this lane next", icon: "arrow-up", run: askOnly },
    {
      id: "alone",
      label: "Continue alone in a new chat",
      icon: "fork",
      isDisabled: leafId === null,
      run: () => void continueAlone(),
    },
    {
      id: "clone",
      label: "Clone",
      icon: "plus",
      isDisabled: lanes.length >= maxLanes,
      run: () => void view.clone(lane),
    },
    {
      id: "left",
      label: "Move left",
      icon: "chevron-left",
      isDisabled: index === 0,
      run: () => void session.layout.move(lane, -1),
    },
    {
      id: "right",
      label: "Move right",
      icon: "chevron-right",
      isDisabled: index === lanes.length - 1,
      run: () => void session.layout.move(lane, 1),
    },
    { id: "remove", label: "Remove", icon: "trash", run: () => void remove() },
  ];
}
