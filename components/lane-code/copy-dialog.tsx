"use client";

import { Tabs } from "@heroui/react/tabs";
import { useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { type LaneForm, laneForms } from "@/lib/lane-code/write-lane-code";
import { DialogFrame } from "./dialog-frame";
import { LaneCodeView } from "./lane-code-view";

type CopyDialogProps = {
  session: ChatSession;
  lane: LaneSession;
  isOpen: boolean;
  onClose: () => void;
};

/** The lane as code in other people's forms. */
export function CopyDialog({ lane, isOpen, onClose }: CopyDialogProps) {
  const [form, setForm] = useState<LaneForm>(laneForms[0].id);
  return (
    <DialogFrame title="Copy as code" isOpen={isOpen} onClose={onClose}>
      <Tabs
        className="relative flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-5 py-4"
        selectedKey={form}
        onSelectionChange={(key) => setForm(laneForms.find(({ id }) => id === key)?.id ?? form)}
      >
        <Tabs.ListContainer className="shrink-0">
          <Tabs.List aria-label="Form">
            {laneForms.map(({ id, label, maker }) => (
              <Tabs.Tab key={id} id={id}>
                {label}
                <span className="sr-only sm:not-sr-only sm:ml-1 sm:font-normal">({maker})</span>
                <Tabs.Indicator />
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs.ListContainer>
        {laneForms.map(({ id, label, maker, language }) => (
          <Tabs.Panel key={id} id={id} className="p-0">
            <LaneCodeView form={id} language={language} label={`${label} (${maker})`} lane={lane} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </DialogFrame>
  );
}
