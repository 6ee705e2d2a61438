import { type LaneSettings, ownBodyKeys } from "@/lib/chats/lane-settings";
import { settingLabels } from "@/lib/chats/setting-labels";
import type { SettingName } from "@/lib/chats/setting-texts";
import { findNearest } from "@/lib/find-nearest";
import type { JsonObject } from "@/lib/json-value";
import { bodySchema } from "./body-schema";
import { findFieldFaults } from "./field-schema";

/** What should be known of a field: wrong (it cannot be sent), doubtful (it may be refused), or merely worth a word. */
export type BodyNote = { path: string[]; severity: "error" | "warning" | "info"; message: string };

/** The setting of each field that has one. */
const settingByField: Readonly<Record<string, SettingName>> = {
  temperature: "temperature",
  top_p: "topP",
  max_tokens: "maxOutputTokens",
  max_completion_tokens: "maxOutputTokens",
  stop: "stopSequences",
  seed: "seed",
  presence_penalty: "presencePenalty",
  frequency_penalty: "frequencyPenalty",
  reasoning_effort: "reasoningEffort",
  response_format: "responseFormat",
  tools: "tools",
  tool_choice: "toolChoice",
};

const knownNames = Object.keys(bodySchema.properties);
const ownNames: readonly string[] = ownBodyKeys;

/** What is to be said of a lane's other body fields, beside its settings. Unknown fields are allowed. */
export function findBodyNotes(body: JsonObject, settings: LaneSettings): BodyNote[] {
  return [
    ...Object.keys(body).flatMap((name) => noteName(name, settings)),
    ...findFieldFaults(body, bodySchema).map(
      ({ path, message }): BodyNote => ({
        path,
        severity: "warning",
        message: `${path.join(".")} ${message}; it is sent as it is, and may be refused.`,
      }),
    ),
  ];
}

function noteName(name: string, settings: LaneSettings): BodyNote[] {
  const path = [name];
  if (ownNames.includes(name))
    return [{ path, severity: "error", message: `${name} has a place of its own and cannot be set here.` }];
  const setting = Object.hasOwn(settingByField, name) ? settingByField[name] : undefined;
  if (setting !== undefined) return noteSetting({ name, setting, settings });
  if (Object.hasOwn(bodySchema.properties, name)) return [];
  const near = findNearest(name, knownNames);
  const guess = near === null || near === name ? "" : ` Is ${near} meant?`;
  return [{ path, severity: "info", message: `${name} is not known here; it is sent as it is.${guess}` }];
}

type NamedSetting = { name: string; setting: SettingName; settings: LaneSettings };

/** The body wins over settings. */
function noteSetting({ name, setting, settings }: NamedSetting): BodyNote[] {
  const label = settingLabels[setting];
  const path = [name];
  if (settings[setting] === undefined)
    return [{ path, severity: "info", message: `${name} can be set under ${label}.` }];
  // Another name of the same thing: both are sent.
  const message =
    name === "max_completion_tokens"
      ? `${label} is set, too: max_tokens and ${name} are both sent, and many servers refuse that.`
      : `${label} is set, too: what stands here wins.`;
  return [{ path, severity: "warning", message }];
}
