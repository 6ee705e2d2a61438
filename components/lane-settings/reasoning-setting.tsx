"use client";

import { useState } from "react";
import { type Choice, ChoiceRow } from "./choice-row";
import { SettingGate } from "./setting-gate";
import { useSetting } from "./settings-context";
import { TextSetting } from "./text-setting";

const other = "other";
const choices: Choice[] = [
  { value: "", label: "Not sent" },
  { value: "low", label: "Low" },
  { value: "medium", label: "Medium" },
  { value: "high", label: "High" },
  { value: other, label: "Other" },
];
const named = new Set(choices.map(({ value }) => value));

/** How long a reasoning model thinks: the usual three words, or whatever word the provider knows. */
export function ReasoningSetting() {
  const { text, differs, isClosed, choose } = useSetting("reasoningEffort");
  const [wantsOther, setWantsOther] = useState(false);
  const isOther = wantsOther || !named.has(text);

  return (
    <div className="flex flex-col gap-2">
      <ChoiceRow
        label="Reasoning effort"
        choices={choices}
        differs={differs}
        isDisabled={isClosed}
        value={isOther ? other : text}
        onChoose={(value) => {
          setWantsOther(value === other);
          choose(value === other ? "" : value);
        }}
      />
      {!isOther && <SettingGate name="reasoningEffort" />}
      {isOther && (
        <TextSetting
          name="reasoningEffort"
          label="Other effort"
          hint="The provider's own word, such as xhigh."
        />
      )}
    </div>
  );
}
