"use client";

import { Button } from "@heroui/react/button";
import { type ReactNode, useEffect, useRef } from "react";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { Icon } from "@/components/icons/icon";
import { PlainFrom } from "@/components/markdown/plain-from";
import { ConnectionCard } from "./connection-card";
import { CurrentLane } from "./current-lane";
import type { LaneActions } from "./lane-actions";
import { MessageList } from "./message-list";
import { useFollowEnd } from "./use-follow-end";
import { useLaneChat } from "./use-lane-chat";
import { useSeekMessage } from "./use-seek-message";

type LaneColumnProps = {
  lane: LaneSession;
  label: string;
  actions: LaneActions;
  onReconnect: () => void;
  /** Shown while the lane has no messages. */
  empty: ReactNode;
};

/** One lane: its messages in a column that follows the newest text until the reader scrolls away. */
export function LaneColumn({ lane, label, actions, onReconnect, empty }: LaneColumnProps) {
  const column = useRef<HTMLElement>(null);
  const { messages, status, plainFrom } = useLaneChat(lane.chat, column);
  const { versions, known, refusedEdit, disconnected, sought, turnsBegun } = useStore(lane.store);
  const { scrollRef, contentRef, isAtEnd, scrollToEnd, leaveEnd, handlers } = useFollowEnd({
    atEndAtFirst: messages.length > 0,
  });

  useEffect(() => {
    if (turnsBegun > 0) scrollToEnd();
  }, [turnsBegun, scrollToEnd]);

  useSeekMessage({ contentRef, sought, leaveEnd });

  return (
    <CurrentLane value={lane}>
      <PlainFrom value={plainFrom}>
        <section ref={column} aria-label={label} className="relative flex min-h-0 min-w-0 flex-1 flex-col">
          <div
            ref={scrollRef}
            data-follows-end
            {...handlers}
            // Positioned: what only a listener gets would otherwise lengthen the whole page.
            className="relative min-h-0 flex-1 overflow-y-auto contain-strict [scrollbar-gutter:stable_both-edges]"
          >
            <div ref={contentRef} className="mx-auto flex min-h-full w-full max-w-measure flex-col px-4 py-4">
              {messages.length === 0 ? (
                empty
              ) : (
                <MessageList
                  messages={messages}
                  status={status}
                  known={known}
                  versions={versions}
                  refusedEdit={refusedEdit}
                  actions={actions}
                  soughtId={sought?.messageId ?? null}
                />
              )}
              {disconnected && <ConnectionCard onReconnect={onReconnect} />}
            </div>
          </div>
          {!isAtEnd && messages.length > 0 && (
            <Button
              size="sm"
              variant="outline"
              className="absolute bottom-3 left-1/2 -translate-x-1/2 bg-overlay shadow-overlay"
              onPress={scrollToEnd}
            >
              <Icon name="arrow-down" />
              Jump to latest
            </Button>
          )}
        </section>
      </PlainFrom>
    </CurrentLane>
  );
}
