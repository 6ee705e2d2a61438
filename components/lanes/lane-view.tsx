"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useMemo } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { rememberModel } from "@/components/chat/remember-model";
import { useWorkspace } from "@/components/workspace/workspace-context";
import type { LaneActions } from "./lane-actions";
import { LaneColumn } from "./lane-column";

const continuePrompt = "Continue exactly where your last answer stopped.";

type LaneViewProps = {
  session: ChatSession;
  lane: LaneSession;
  /** The chat has several. */
  isOneOfMany: boolean;
  /** What the lane is called for who cannot see it. */
  label: string;
  empty: ReactNode;
};

/** A lane wired to its chat. */
export function LaneView({ session, lane, isOneOfMany, label, empty }: LaneViewProps) {
  const workspace = useWorkspace();
  const router = useRouter();
  const actions = useMemo<LaneActions>(
    () => ({
      regenerate: (answerId) => void session.turns.regenerate(lane, answerId, lane.store.get().model),
      retry: (answerId) =>
        void session.turns.regenerate(lane, answerId, lane.modelOf(answerId) ?? lane.store.get().model),
      retryWithout: (answerId, { runId, field }) =>
        void session.turns.regenerateWithout(lane, { answerId, runId, field }),
      retryWith: (answerId, model) => {
        session.setModel(lane, model);
        rememberModel(model);
        void session.turns.regenerate(lane, answerId, model);
      },
      edit: (messageId, text) => void session.turns.edit(lane, messageId, text),
      save: (messageId, text) => void session.byHand.reword(lane, messageId, text),
      answer: () => void session.turns.answerIn([lane]),
      discardEdit: () => lane.store.patch({ refusedEdit: null }),
      fork: (messageId) =>
        void session.fork(messageId).then((chatId) => {
          if (chatId !== null) router.push(`/chat/${chatId}`);
        }),
      continueAnswer: () => void session.turns.sendTo([lane], continuePrompt),
      continueEveryone: isOneOfMany
        ? (answerId) =>
            void session.layout.continueEveryone(lane, answerId).then((continuation) => {
              if (continuation === null) return;
              const { undo, onMovedOn } = continuation;
              onMovedOn(workspace.offerUndo("Every lane goes on from this answer.", undo));
            })
        : null,
      showVersion: (messageId) => session.showVersion(lane, messageId),
      repeat: (answerId, count) => session.turns.repeat(lane, answerId, count),
      compareVersions: (answerId) => lane.compareVersions(answerId),
      stop: () => void session.stopping.stop([lane]),
    }),
    [session, lane, router, isOneOfMany, workspace],
  );
  return (
    <LaneColumn
      lane={lane}
      label={label}
      actions={actions}
      onReconnect={() => void session.reconnect()}
      empty={empty}
    />
  );
}
