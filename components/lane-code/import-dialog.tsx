"use client";

import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { getLaneEditor } from "@/components/lane-settings/lane-editor";
import type { LaneCandidate } from "@/lib/lane-code/lane-code";
import { DialogFrame } from "./dialog-frame";
import { ImportForm } from "./import-form";

type ImportDialogProps = {
  session: ChatSession;
  lane: LaneSession;
  isOpen: boolean;
  onClose: () => void;
  onChooseModel: (ref: string) => void;
};

/** Fills a lane from somebody's code: what the text describes is shown before it is used. */
export function ImportDialog({ session, lane, isOpen, onClose, onChooseModel }: ImportDialogProps) {
  function use({ model, settings }: LaneCandidate) {
    if (model !== null) onChooseModel(model);
    getLaneEditor(session, lane).replace(settings);
    onClose();
  }

  return (
    <DialogFrame title="Import into this chat" isOpen={isOpen} onClose={onClose}>
      <ImportForm lane={lane} onUse={use} onCancel={onClose} />
    </DialogFrame>
  );
}
