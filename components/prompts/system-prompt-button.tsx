"use client";

import { Button } from "@heroui/react/button";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useSetting } from "@/components/lane-settings/settings-context";

const PromptsDialog = dynamic(() => import("./prompts-dialog").then((module) => module.PromptsDialog));

/** Fills the system prompt from the library, or saves it there. */
export function SystemPromptButton({ keepsValues }: { keepsValues: boolean }) {
  const { text, choose } = useSetting("instructions");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="tertiary" className="-mt-3 self-start" onPress={() => setOpen(true)}>
        Prompt library…
      </Button>
      {isOpen && (
        <PromptsDialog
          kind="system"
          written={text}
          keepsValues={keepsValues}
          isOpen
          onInsert={(inserted) => {
            choose(inserted);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
