import { bodyTexts } from "@/lib/chats/body-texts";
import { headerTexts } from "@/lib/chats/header-texts";
import { jsonTexts } from "@/lib/chats/json-texts";
import { type LaneSettings, laneSettingsSchema } from "@/lib/chats/lane-settings";
import { numberTexts } from "@/lib/chats/number-texts";
import type { SettingTexts } from "@/lib/chats/parsed-setting";
import { stopSequenceTexts } from "@/lib/chats/stop-sequence-texts";

export type SettingName = keyof LaneSettings;

/** One setting of a lane as a text field shows it. An empty text always means "unset". */
export type SettingField = {
  /** The setting's text; "" while it is unset. */
  read: (settings: LaneSettings) => string;
  /** The settings with this one as typed, or what is accepted instead. */
  write: (
    settings: LaneSettings,
    text: string,
  ) => { problem: null; settings: LaneSettings } | { problem: string };
};

function fieldOf<Name extends SettingName>(
  name: Name,
  { format, parse }: SettingTexts<NonNullable<LaneSettings[Name]>>,
): SettingField {
  return {
    read: ({ [name]: value }) => (value === undefined ? "" : format(value)),
    write: ({ [name]: _, ...others }, text) => {
      const parsed = parse(text);
      if (parsed.problem !== null) return parsed;
      const { value } = parsed;
      return { problem: null, settings: value === undefined ? others : { ...others, [name]: value } };
    },
  };
}

const instructionTexts: SettingTexts<string> = {
  format: (value) => value,
  parse: (text) => {
    if (text.trim() === "") return { problem: null, value: undefined };
    if (laneSettingsSchema.shape.instructions.safeParse(text).success) return { problem: null, value: text };
    return { problem: "At most 400,000 characters." };
  },
};

const reasoningEffortTexts: SettingTexts<string> = {
  format: (value) => value,
  parse: (text) => {
    const value = text.trim();
    if (value === "") return { problem: null, value: undefined };
    return value.length <= 40
      ? { problem: null, value }
      : { problem: "At most 40 characters, such as xhigh." };
  },
};

const toolChoiceTexts: SettingTexts<string> = {
  format: (value) => value,
  parse: (text) => ({ problem: null, value: text === "" ? undefined : text.slice(0, 64) }),
};

/** Shown as a choice: `stream` or `generate`. */
const streamTexts: SettingTexts<boolean> = {
  format: (value) => (value ? "stream" : "generate"),
  parse: (text) => ({ problem: null, value: text === "" ? undefined : text === "stream" }),
};

/** Every setting of a lane, in the order in which they are shown. */
export const settingFields: Record<SettingName, SettingField> = {
  instructions: fieldOf("instructions", instructionTexts),
  temperature: fieldOf("temperature", numberTexts("temperature", { example: "0.7" })),
  topP: fieldOf("topP", numberTexts("topP", { example: "0.9" })),
  maxOutputTokens: fieldOf("maxOutputTokens", numberTexts("maxOutputTokens", { example: "1024" })),
  stopSequences: fieldOf("stopSequences", stopSequenceTexts),
  seed: fieldOf("seed", numberTexts("seed", { example: "42" })),
  presencePenalty: fieldOf("presencePenalty", numberTexts("presencePenalty", { example: "0.5" })),
  frequencyPenalty: fieldOf("frequencyPenalty", numberTexts("frequencyPenalty", { example: "0.5" })),
  reasoningEffort: fieldOf("reasoningEffort", reasoningEffortTexts),
  tools: fieldOf("tools", jsonTexts(laneSettingsSchema.shape.tools.unwrap())),
  toolChoice: fieldOf("toolChoice", toolChoiceTexts),
  maxSteps: fieldOf("maxSteps", numberTexts("maxSteps", { example: "8" })),
  responseFormat: fieldOf("responseFormat", jsonTexts(laneSettingsSchema.shape.responseFormat.unwrap())),
  stream: fieldOf("stream", streamTexts),
  body: fieldOf("body", bodyTexts),
  headers: fieldOf("headers", headerTexts),
};
