"use client";

import type { ChatSummary } from "@/lib/chats/chat-document";
import { localDay, toDayGroups, toDayOf } from "@/lib/chats/to-day-groups";
import { type ListLayout, toListLayout } from "./list-layout";
import { useHydrated } from "./use-hydrated";
import { useWorkspace } from "./workspace-context";

/** Where the chats stand: the pinned ones first, the others under the days of the reader's calendar. */
export function useChatLayout(chats: readonly ChatSummary[]): ListLayout {
  const { calendar } = useWorkspace();
  // The first drawing must equal the server's, which went by the calendar it was told of.
  const hydrated = useHydrated();
  const pinned = chats.filter((chat) => chat.pinned);
  const days = toDayGroups(
    chats.filter((chat) => !chat.pinned),
    hydrated
      ? { now: Date.now(), dayOf: localDay }
      : { now: calendar.now, dayOf: toDayOf(calendar.timeZone) },
  );
  return toListLayout(pinned.length === 0 ? days : [{ label: "Pinned", items: pinned }, ...days]);
}
