"use client";

import { Tabs } from "@heroui/react/tabs";
import { useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { type Choice, ChoiceRow } from "@/components/lane-settings/choice-row";
import { laneForms } from "@/lib/lane-code/write-lane-code";
import { requestForms } from "@/lib/request-code/write-request-code";
import { DialogFrame } from "./dialog-frame";
import { LaneCodeView } from "./lane-code-view";
import { RequestCodeView } from "./request-code-view";
import { useDescribedRequest } from "./use-described-request";
import type { Asked } from "./use-request-code";

/** Haystack keeps a generator in a file, too. */
const files: Choice[] = [
  { value: "program", label: "A program" },
  ...laneForms.map(({ id, label }) => ({ value: id, label })),
];

type CopyDialogProps = {
  session: ChatSession;
  lane: LaneSession;
  isOpen: boolean;
  onClose: () => void;
};

/** The lane's request as code, and the lane as Haystack's files. */
export function CopyDialog({ session, lane, isOpen, onClose }: CopyDialogProps) {
  const [form, setForm] = useState<string>(requestForms[0].id);
  const [file, setFile] = useState("program");
  const shownFile = laneForms.find(({ id }) => id === file);
  const [asked, setAsked] = useState<Asked>("provider");
  const described = useDescribedRequest(session, lane, isOpen);
  return (
    <DialogFrame title="Copy as code" isOpen={isOpen} onClose={onClose} width="sm:max-w-3xl">
      <Tabs
        className="relative flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-5 py-4"
        selectedKey={form}
        onSelectionChange={(key) => setForm(String(key))}
      >
        <Tabs.ListContainer className="shrink-0">
          <Tabs.List aria-label="Form">
            {requestForms.map(({ id, label }) => (
              <Tabs.Tab key={id} id={id} className="whitespace-nowrap">
                {label}
                <Tabs.Indicator />
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs.ListContainer>
        {requestForms.map(({ id, label, language }) => (
          <Tabs.Panel key={id} id={id} className="flex flex-col gap-3 p-0">
            {id === "haystack" && <ChoiceRow label="As" choices={files} value={file} onChoose={setFile} />}
            {id === "haystack" && shownFile !== undefined ? (
              <LaneCodeView
                form={shownFile.id}
                language={shownFile.language}
                label={shownFile.label}
                lane={lane}
              />
            ) : (
              <RequestCodeView
                form={id}
                language={language}
                label={label}
                lane={described}
                asked={asked}
                onAsk={setAsked}
              />
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
    </DialogFrame>
  );
}
