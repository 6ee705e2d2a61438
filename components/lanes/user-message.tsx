"use client";

import { Button } from "@heroui/react/button";
import dynamic from "next/dynamic";
import { memo } from "react";
import { CopyButton } from "@/components/chat/copy-button";
import { IconButton } from "@/components/icons/icon-button";
import { listFiles } from "@/lib/attachments/to-file-part";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { Versions } from "@/lib/chats/message-tree";
import { toPlainText } from "@/lib/chats/to-plain-text";
import { EditMessage } from "./edit-message";
import type { LaneActions } from "./lane-actions";
import { LongText } from "./long-text";
import { useEditing } from "./use-editing";
import { VersionSwitch } from "./version-switch";

const MessageFiles = dynamic(() =>
  import("@/components/attachments/message-files").then((module) => module.MessageFiles),
);

type UserMessageProps = {
  message: ChatMessage;
  isLast: boolean;
  /** Nobody has answered it, and nobody is about to. */
  isUnanswered: boolean;
  versions: Versions | null;
  /** A rewording that was refused; null when there is none. */
  refusedEdit: string | null;
  actions: LaneActions;
};

/** What the user asked, as it was typed. */
export const UserMessage = memo(function UserMessage(props: UserMessageProps) {
  const { message, isLast, isUnanswered, versions, refusedEdit, actions } = props;
  const editing = useEditing(message.id, refusedEdit, actions);
  const text = toPlainText(message.parts);
  const files = listFiles(message.parts);

  return (
    <article
      aria-label="You"
      tabIndex={-1}
      data-message={message.id}
      className="message-frame group/message flex flex-col items-end pt-3"
    >
      {files.length > 0 && <MessageFiles files={files} />}
      {editing.isEditing ? (
        <EditMessage
          text={refusedEdit ?? text}
          isFollowed={!isLast}
          onSave={editing.save}
          onSaveAndRun={editing.saveAndRun}
          onCancel={editing.cancel}
        />
      ) : (
        <>
          {text !== "" && (
            <div className="max-w-[min(100%,38rem)] min-w-0 rounded-2xl rounded-br-md bg-default px-4 py-2.5">
              <LongText text={text} />
            </div>
          )}
          <div className="my-0.5 flex h-8 items-center opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 has-[[data-stays]]:opacity-100 pointer-coarse:opacity-100">
            {versions !== null && versions.count > 1 && (
              <span data-stays>
                <VersionSwitch versions={versions} onShow={actions.showVersion} />
              </span>
            )}
            <CopyButton label="Copy message" getText={() => text} />
            <IconButton icon="edit" label="Edit message" onPress={editing.start} />
            <IconButton icon="fork" label="Fork into a new chat" onPress={() => actions.fork(message.id)} />
            {isUnanswered && (
              <Button
                data-stays
                size="sm"
                variant="tertiary"
                className="ml-1.5 h-7"
                onPress={() => actions.answer()}
              >
                Run
              </Button>
            )}
          </div>
        </>
      )}
    </article>
  );
});
