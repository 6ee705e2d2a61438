"use client";

import { useState } from "react";
import type { LaneActions } from "./lane-actions";

type Editing = {
  isEditing: boolean;
  start: () => void;
  save: (text: string) => void;
  saveAndRun: (text: string) => void;
  cancel: () => void;
};

/** Whether a message is being rewritten: since its reader began, or because its rewording was refused. */
export function useEditing(messageId: string, refusedEdit: string | null, actions: LaneActions): Editing {
  const [isOpen, setOpen] = useState(false);
  return {
    isEditing: isOpen || refusedEdit !== null,
    start: () => setOpen(true),
    save: (text) => {
      setOpen(false);
      actions.save(messageId, text);
    },
    saveAndRun: (text) => {
      setOpen(false);
      actions.edit(messageId, text);
    },
    cancel: () => {
      setOpen(false);
      actions.discardEdit();
    },
  };
}
