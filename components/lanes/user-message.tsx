"use client";

import dynamic from "next/dynamic";
import { memo, useState } from "react";
import { CopyButton } from "@/components/chat/copy-button";
import { IconButton } from "@/components/icons/icon-button";
import { listFiles } from "@/lib/attachments/to-file-part";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { Versions } from "@/lib/chats/message-tree";
import { toPlainText } from "@/lib/chats/to-plain-text";
import { EditMessage } from "./edit-message";
import type { LaneActions } from "./lane-actions";
import { LongText } from "./long-text";
import { VersionSwitch } from "./version-switch";

const MessageFiles = dynamic(() =>
  import("@/components/attachments/message-files").then((module) => module.MessageFiles),
);

type UserMessageProps = {
  message: ChatMessage;
  versions: Versions | null;
  /** A rewording that was refused; null when there is none. */
  refusedEdit: string | null;
  actions: LaneActions;
};

/** What the user asked, as it was typed. */
export const UserMessage = memo(function UserMessage(props: UserMessageProps) {
  const { message, versions, refusedEdit, actions } = props;
  const [opened, setOpened] = useState(false);
  const editing = opened || refusedEdit !== null;
  const text = toPlainText(message.parts);
  const files = listFiles(message.parts);

  function saveAndRun(next: string) {
    setOpened(false);
    actions.edit(message.id, next);
  }

  function cancel() {
    setOpened(false);
    actions.discardEdit();
  }

  return (
    <article
      aria-label="You"
      data-message={message.id}
      className="message-frame group/message flex flex-col items-end pt-3"
    >
      {files.length > 0 && <MessageFiles files={files} />}
      {editing ? (
        <EditMessage text={refusedEdit ?? text} onSave={saveAndRun} onCancel={cancel} />
      ) : (
        <>
          {text !== "" && (
            <div className="max-w-[min(100%,38rem)] min-w-0 rounded-2xl rounded-br-md bg-default px-4 py-2.5">
              <LongText text={text} />
            </div>
          )}
          <div className="my-0.5 flex h-8 items-center opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 has-[[data-versions]]:opacity-100 pointer-coarse:opacity-100">
            {versions !== null && versions.count > 1 && (
              <span data-versions>
                <VersionSwitch versions={versions} onShow={actions.showVersion} />
              </span>
            )}
            <CopyButton label="Copy message" getText={() => text} />
            <IconButton icon="edit" label="Edit message" onPress={() => setOpened(true)} />
          </div>
        </>
      )}
    </article>
  );
});
