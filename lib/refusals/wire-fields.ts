import type { LaneSettings } from "@/lib/chats/lane-settings";
import { settingLabels } from "@/lib/chats/setting-labels";

/** Which setting of a lane fills a field of the request's body. */
const settingByField: Readonly<Record<string, keyof LaneSettings>> = {
  temperature: "temperature",
  top_p: "topP",
  max_tokens: "maxOutputTokens",
  max_completion_tokens: "maxOutputTokens",
  stop: "stopSequences",
  seed: "seed",
  presence_penalty: "presencePenalty",
  frequency_penalty: "frequencyPenalty",
  reasoning_effort: "reasoningEffort",
  tools: "tools",
  tool_choice: "toolChoice",
  response_format: "responseFormat",
};

/** The setting that fills this field of a request's body; null for any other field. */
export function toSettingOfField(field: string): keyof LaneSettings | null {
  return Object.hasOwn(settingByField, field) ? (settingByField[field] ?? null) : null;
}

/** What a field is called in a sentence: the setting's name, else its name on the wire. */
export function toFieldName(field: string): string {
  const setting = toSettingOfField(field);
  return setting === null ? field : settingLabels[setting].toLowerCase();
}
