"use client";

import { readThinking, type ThinkingSwitch, withThinking } from "@/lib/chats/thinking-switch";
import { type Choice, ChoiceRow } from "./choice-row";
import { useLaneSettings, useRefusedFields, useSetting } from "./settings-context";

const choices: (Choice & { value: ThinkingSwitch })[] = [
  { value: "", label: "Not sent" },
  { value: "on", label: "On" },
  { value: "off", label: "Off" },
];

/** The switch of models that think or not as they are told: one of the other body fields, and shown among them. */
export function ThinkingSetting() {
  const { problem, choose } = useSetting("body");
  const isClosed = useRefusedFields().chat_template_kwargs !== undefined;
  const { body } = useLaneSettings();
  // What was typed into the body fields and not taken yet would be lost.
  if (problem !== null) return null;

  function change(value: string) {
    const thinking = choices.find((choice) => choice.value === value)?.value ?? "";
    const changed = withThinking(body, thinking);
    choose(Object.keys(changed).length === 0 ? "" : JSON.stringify(changed, null, 2));
  }

  return (
    <div>
      <ChoiceRow
        label="Thinking"
        choices={choices}
        value={readThinking(body)}
        onChoose={change}
        isDisabled={isClosed}
      />
      <p className="mt-1 text-xs text-muted">
        Sent as <code className="font-mono">chat_template_kwargs.enable_thinking</code>, which vLLM, SGLang
        and W&B take.
      </p>
    </div>
  );
}
