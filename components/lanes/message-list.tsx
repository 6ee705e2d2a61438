"use client";

import type { LaneStatus } from "@/components/chat/lane-chat";
import type { LaneState } from "@/components/chat/lane-session";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { Versions } from "@/lib/chats/message-tree";
import { Answer } from "./answer";
import { EarlierMessages } from "./earlier-messages";
import type { LaneActions } from "./lane-actions";
import { Sending } from "./sending";
import { useDrawnMessages } from "./use-drawn-messages";
import { UserMessage } from "./user-message";

type MessageListProps = {
  messages: readonly ChatMessage[];
  status: LaneStatus;
  /** See `LaneState.known`. */
  known: ChatMessage | null;
  versions: ReadonlyMap<string, Versions>;
  refusedEdit: LaneState["refusedEdit"];
  actions: LaneActions;
  /** A message that is to be brought into view. */
  soughtId: string | null;
};

function countCharacters(message: ChatMessage): number {
  let count = 0;
  for (const part of message.parts) if ("text" in part) count += part.text.length;
  return count;
}

/** The fuller of the two: an answer that is read again from the start must not seem to lose what was there. */
function toShown(message: ChatMessage, known: ChatMessage | null): ChatMessage {
  if (known === null || known.id !== message.id) return message;
  return countCharacters(message) < countCharacters(known) ? known : message;
}

/** A lane's shown path, oldest message first. */
export function MessageList(props: MessageListProps) {
  const { messages, status, known, versions, refusedEdit, actions, soughtId } = props;
  const busy = status === "submitted" || status === "streaming";
  const { start, showEarlier, showAll } = useDrawnMessages(messages, soughtId);
  const last = messages.at(-1);
  return (
    <>
      {start > 0 && <EarlierMessages count={start} onNear={showEarlier} onShowAll={showAll} />}
      {messages.slice(start).map((message, index) => {
        const messageVersions = versions.get(message.id) ?? null;
        const isLast = message === last;
        const refused = refusedEdit?.messageId === message.id ? refusedEdit.text : null;
        if (message.role === "user") {
          return (
            <UserMessage
              key={message.id}
              message={message}
              isLast={isLast}
              isUnanswered={isLast && !busy}
              versions={messageVersions}
              refusedEdit={refused}
              actions={actions}
            />
          );
        }
        return (
          <Answer
            key={message.id}
            message={isLast ? toShown(message, known) : message}
            live={busy && isLast}
            isLast={isLast}
            isReply={messages[start + index - 1]?.role === "user"}
            versions={messageVersions}
            refusedEdit={refused}
            actions={actions}
          />
        );
      })}
      {status === "submitted" && last?.role === "user" && <Sending />}
    </>
  );
}
