"use client";

import { Button } from "@heroui/react/button";
import dynamic from "next/dynamic";
import { useState } from "react";
import { defaultMaxSteps, type LaneTool, toFunctionName } from "@/lib/tools/lane-tool";
import { type Choice, ChoiceRow } from "./choice-row";
import { DiffersMark } from "./differs-mark";
import { SettingGate } from "./setting-gate";
import { useLaneSettings, useSetting } from "./settings-context";
import { TextSetting } from "./text-setting";

const ToolsDialog = dynamic(() =>
  import("@/components/lane-tools/tools-dialog").then((module) => module.ToolsDialog),
);

const choices: Choice[] = [
  { value: "", label: "Not set" },
  { value: "auto", label: "Auto" },
  { value: "required", label: "Required" },
  { value: "none", label: "None" },
];

/** What the lane's model may call, and how often. */
export function ToolsSetting() {
  const { differs, isClosed, choose } = useSetting("tools");
  const { tools = [] } = useLaneSettings();
  const [isOpen, setOpen] = useState(false);
  const change = (next: LaneTool[]) => choose(next.length === 0 ? "" : JSON.stringify(next));

  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="flex h-6 items-center gap-1.5 text-sm font-medium text-foreground">
        Tools{differs && <DiffersMark />}
      </legend>
      {tools.length > 0 && (
        <ul aria-label="Chosen tools" className="flex flex-wrap gap-1.5">
          {tools.map((tool) => (
            <li
              key={toFunctionName(tool)}
              className="max-w-full truncate rounded-md bg-default px-1.5 py-0.5 font-mono text-xs text-foreground"
            >
              {toFunctionName(tool)}
            </li>
          ))}
        </ul>
      )}
      <Button
        size="sm"
        variant="tertiary"
        className="self-start"
        isDisabled={isClosed}
        onPress={() => setOpen(true)}
      >
        {tools.length === 0 ? "Choose tools…" : "Change tools…"}
      </Button>
      <SettingGate name="tools" />
      {tools.length > 0 && <CallSettings tools={tools} />}
      {isOpen && <ToolsDialog tools={tools} onChange={change} isOpen onClose={() => setOpen(false)} />}
    </fieldset>
  );
}

function CallSettings({ tools }: { tools: readonly LaneTool[] }) {
  const { text, differs, isClosed, choose } = useSetting("toolChoice");
  const named = tools.map(toFunctionName);
  const all = named.includes(text) ? [...choices, { value: text, label: text }] : choices;
  return (
    <>
      <ChoiceRow
        label="Tool choice"
        choices={all}
        value={text}
        onChoose={choose}
        differs={differs}
        isDisabled={isClosed}
      />
      <SettingGate name="toolChoice" />
      <TextSetting
        name="maxSteps"
        inputMode="numeric"
        hint={`How many requests an answer may take; ${defaultMaxSteps} unless you say so.`}
      />
    </>
  );
}
