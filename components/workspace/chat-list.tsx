"use client";

import { Button } from "@heroui/react/button";
import { useStore } from "@/components/chat/store";
import { toDayGroups } from "@/lib/chats/to-day-groups";
import { ChatRow } from "./chat-row";
import { useHydrated } from "./use-hydrated";
import { useWorkspace } from "./workspace-context";

/** All chats: the pinned ones, then the others by day, newest first. */
export function ChatList() {
  const workspace = useWorkspace();
  const { chats, hasOlder } = useStore(workspace.store);
  // The server does not know the reader's calendar: it sends the list without headings.
  const hydrated = useHydrated();
  const pinned = chats.filter((chat) => chat.pinned);
  const others = chats.filter((chat) => !chat.pinned);
  const groups = [
    ...(pinned.length === 0 ? [] : [{ label: "Pinned", items: pinned }]),
    ...(hydrated ? toDayGroups(others, Date.now()) : [{ label: "", items: others }]),
  ];
  return (
    <nav aria-label="Chats" className="min-h-0 flex-1 overflow-y-auto px-2 py-3">
      {chats.length === 0 && <p className="px-2 text-sm text-muted">Your chats will be listed here.</p>}
      {groups.map(({ label, items }) => (
        <section key={label} className="mb-4">
          <h2 className="px-2 pb-1 text-xs font-medium text-muted">{label}</h2>
          <ul className="flex flex-col gap-px">
            {items.map((chat) => (
              <ChatRow key={chat.id} chat={chat} />
            ))}
          </ul>
        </section>
      ))}
      {hasOlder && (
        <Button size="sm" variant="ghost" className="w-full" onPress={() => void workspace.showOlder()}>
          Show older chats
        </Button>
      )}
    </nav>
  );
}
