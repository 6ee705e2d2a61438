"use client";

import { Button } from "@heroui/react/button";
import { memo, useState } from "react";
import { CopyButton } from "@/components/chat/copy-button";
import { Icon } from "@/components/icons/icon";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { Versions } from "@/lib/chats/message-tree";
import { toAnswerText } from "./answer-parts";
import { EditMessage } from "./edit-message";
import type { LaneActions } from "./lane-actions";
import { LongText } from "./long-text";
import { VersionSwitch } from "./version-switch";

type UserMessageProps = {
  message: ChatMessage;
  busy: boolean;
  versions: Versions | null;
  actions: LaneActions;
};

/** What the user asked, as it was typed. */
export const UserMessage = memo(function UserMessage({ message, busy, versions, actions }: UserMessageProps) {
  const [editing, setEditing] = useState(false);
  const text = toAnswerText(message.parts);

  function saveAndRun(next: string) {
    setEditing(false);
    actions.edit(message.id, next);
  }

  return (
    <article aria-label="You" className="group/message flex flex-col items-end py-3">
      {editing ? (
        <EditMessage text={text} busy={busy} onSave={saveAndRun} onCancel={() => setEditing(false)} />
      ) : (
        <>
          <div className="max-w-[min(100%,38rem)] min-w-0 rounded-2xl rounded-br-md bg-default px-4 py-2.5">
            <LongText text={text} />
          </div>
          <div className="mt-0.5 flex items-center opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 has-[[data-versions]]:opacity-100 pointer-coarse:opacity-100">
            {versions !== null && versions.count > 1 && (
              <span data-versions>
                <VersionSwitch versions={versions} isDisabled={busy} onShow={actions.showVersion} />
              </span>
            )}
            <CopyButton label="Copy message" getText={() => text} />
            <Button
              isIconOnly
              size="sm"
              variant="ghost"
              className="text-muted"
              aria-label="Edit message"
              isDisabled={busy}
              onPress={() => setEditing(true)}
            >
              <Icon name="edit" />
            </Button>
          </div>
        </>
      )}
    </article>
  );
});
