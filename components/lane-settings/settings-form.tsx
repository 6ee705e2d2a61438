"use client";

import { SystemPromptButton } from "@/components/prompts/system-prompt-button";
import { BodySetting } from "./body-setting";
import { FormatSetting } from "./format-setting";
import { HeaderSettings } from "./header-settings";
import { MaxTokensSetting } from "./max-tokens-setting";
import { ReasoningSetting } from "./reasoning-setting";
import { RefusedFields } from "./refused-fields";
import { ReplySetting } from "./reply-setting";
import { TextSetting } from "./text-setting";
import { ThinkingSetting } from "./thinking-setting";
import { ToolsSetting } from "./tools-setting";

type SettingsFormProps = {
  model: string;
  /** false for a temporary chat, of which this browser is to keep nothing. */
  keepsValues: boolean;
};

/** All that a lane sends beside its messages, in the order of how often it is changed. */
export function SettingsForm({ model, keepsValues }: SettingsFormProps) {
  return (
    <div className="flex flex-col gap-5">
      <TextSetting name="instructions" lines={4} />
      <SystemPromptButton keepsValues={keepsValues} />
      <div className="grid grid-cols-2 items-start gap-x-3 gap-y-4">
        <TextSetting name="temperature" inputMode="decimal" hint="0 to 2" />
        <TextSetting name="topP" inputMode="decimal" hint="0 to 1" />
        <MaxTokensSetting model={model} />
        <TextSetting name="seed" inputMode="numeric" hint="A whole number" />
        <TextSetting name="presencePenalty" hint="-2 to 2" />
        <TextSetting name="frequencyPenalty" hint="-2 to 2" />
      </div>
      <ReplySetting />
      <ReasoningSetting />
      <ThinkingSetting />
      <ToolsSetting />
      <FormatSetting model={model} />
      <TextSetting isCode name="stopSequences" lines={2} hint="One a line. \n stands for a line break." />
      <BodySetting />
      <RefusedFields />
      <HeaderSettings />
    </div>
  );
}
