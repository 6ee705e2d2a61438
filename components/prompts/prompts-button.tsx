"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { IconButton } from "@/components/icons/icon-button";

const PromptsDialog = dynamic(() => import("./prompts-dialog").then((module) => module.PromptsDialog));

type PromptsButtonProps = {
  /** A new number opens the library. */
  asked: number;
  getWritten: () => string;
  keepsValues: boolean;
  onInsert: (text: string) => void;
  /** It was left without a prompt; `search` is what was typed into it. */
  onLeave: (search: string) => void;
};

/** Opens the prompt library for the message being written. */
export function PromptsButton({ asked, getWritten, keepsValues, onInsert, onLeave }: PromptsButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [written, setWritten] = useState("");
  const [heard, setHeard] = useState(asked);
  if (heard !== asked) {
    setHeard(asked);
    setOpen(true);
  }
  return (
    <>
      <IconButton
        icon="library"
        label="Prompt library"
        onPress={() => {
          setWritten(getWritten());
          setOpen(true);
        }}
      />
      {isOpen && (
        <PromptsDialog
          kind="user"
          written={written}
          keepsValues={keepsValues}
          isOpen
          onInsert={(text) => {
            setOpen(false);
            onInsert(text);
          }}
          onClose={(search) => {
            setOpen(false);
            onLeave(search);
          }}
        />
      )}
    </>
  );
}
