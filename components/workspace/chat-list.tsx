"use client";

import { Button } from "@heroui/react/button";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { useStore } from "@/components/chat/store";
import { ChatSection } from "./chat-section";
import { toDrawnRows } from "./list-layout";
import { useChatLayout } from "./use-chat-layout";
import { useListKeys } from "./use-list-keys";
import { useListView } from "./use-list-view";
import { useWorkspace } from "./workspace-context";

/** Older chats are fetched before their place comes into view. */
const fetchBeforePx = 1_500;

/** All chats: the pinned ones, then the others by day, newest first. Only what is in view is in the page. */
export function ChatList() {
  const { index } = useWorkspace();
  const { chats, hasOlder, failed } = useStore(index.store);
  const layout = useChatLayout(chats);
  const scroller = useRef<HTMLElement>(null);
  const pathname = usePathname();
  const currentId = pathname.startsWith("/chat/") ? pathname.slice("/chat/".length) : null;
  const drawn = useListView({ scroller, index, layout });
  const { activeId, ...handlers } = useListKeys({ scroller, layout, currentId });
  const isNearEnd = drawn.bottom > layout.height - fetchBeforePx;

  useEffect(() => {
    if (isNearEnd && hasOlder && !failed && chats.length > 0) void index.showOlder();
  }, [index, isNearEnd, hasOlder, failed, chats.length]);

  return (
    <nav
      ref={scroller}
      aria-label="Chats"
      className="mt-2 min-h-0 flex-1 overflow-y-auto px-2 pb-3 [overflow-anchor:none]"
      {...handlers}
    >
      {chats.length === 0 && <p className="px-2 text-sm text-muted">Your chats will be listed here.</p>}
      <div className="relative" style={{ height: layout.height }}>
        {layout.sections.map((section, place) => {
          const [first, end] = toDrawnRows(section, drawn);
          const active = section.items.findIndex(({ id }) => id === activeId);
          if (first === end && active < 0) return null;
          return (
            <ChatSection
              key={section.label}
              section={section}
              first={first}
              end={end}
              active={active}
              isWhole={!hasOlder || place < layout.sections.length - 1}
            />
          );
        })}
      </div>
      {hasOlder && (
        <div className="flex h-9 items-center gap-2 px-2 text-xs text-muted">
          {failed ? "Older chats could not be read." : "Older chats …"}
          {failed && (
            <Button size="sm" variant="tertiary" onPress={() => void index.showOlder()}>
              Try again
            </Button>
          )}
        </div>
      )}
    </nav>
  );
}
