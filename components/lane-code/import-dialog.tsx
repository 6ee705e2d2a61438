"use client";

import { useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { DialogFrame } from "./dialog-frame";
import { ImportForm } from "./import-form";
import { useImport } from "./use-import";

type ImportDialogProps = {
  session: ChatSession;
  lane: LaneSession;
  isOpen: boolean;
  onClose: () => void;
  onChooseModel: (ref: string) => void;
};

/** Fills a lane from somebody's code: what the text describes is shown before it is used. */
export function ImportDialog({ session, lane, isOpen, onClose, onChooseModel }: ImportDialogProps) {
  // Kept here, where it outlives a dialog that was closed by mistake.
  const [text, setText] = useState("");

  const { use, isBusy, problem } = useImport({
    session,
    lane,
    onChooseModel,
    onDone: () => {
      setText("");
      onClose();
    },
  });

  return (
    <DialogFrame title="Import into this chat" isOpen={isOpen} onClose={onClose}>
      <ImportForm
        lane={lane}
        isTemporary={session.temporary}
        text={text}
        onText={setText}
        onUse={use}
        isBusy={isBusy}
        refusal={problem}
        onCancel={onClose}
      />
    </DialogFrame>
  );
}
