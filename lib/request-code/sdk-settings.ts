import { laneSettingsSchema } from "@/lib/chats/lane-settings";
import type { JsonObject, JsonValue } from "@/lib/json-value";

/** The AI SDK's and Mastra's names of body fields. */
const nameByField: Readonly<Record<string, string>> = {
  temperature: "temperature",
  top_p: "topP",
  max_tokens: "maxOutputTokens",
  stop: "stopSequences",
  seed: "seed",
  presence_penalty: "presencePenalty",
  frequency_penalty: "frequencyPenalty",
};

export type SdkRequest = {
  /** null when there is no system prompt, or `messages` says it. */
  instructions: string | null;
  /** What else was said, if an SDK can say it as plain messages; null when it is to be written as it goes on the wire. */
  messages: JsonObject[] | null;
  settings: JsonObject;
  isStream: boolean;
  wantsUsage: boolean;
  /** Fields of the body that have no setting. */
  others: JsonObject;
};

/** A body taken apart as the AI SDK puts it together. */
export function toSdkRequest(body: JsonObject): SdkRequest {
  const { model: _model, messages, stream, stream_options: streamOptions, ...fields } = body;
  const list = (Array.isArray(messages) ? messages : []).filter(isObject);
  const [first] = list;
  const system = first?.role === "system" && typeof first.content === "string" ? first.content : null;
  const spoken = system === null ? list : list.slice(1);
  const isPlain = spoken.length > 0 && spoken.every(isPlainMessage);
  const isUsage = JSON.stringify(streamOptions) === '{"include_usage":true}';
  const named = Object.entries(fields).filter(([name, value]) => hasSetting(name, value));
  const others = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => !hasSetting(name, value)),
  );
  return {
    instructions: isPlain ? system : null,
    messages: isPlain ? spoken : null,
    settings: Object.fromEntries(named.map(([name, value]) => [nameByField[name] ?? name, value])),
    isStream: stream === true,
    wantsUsage: isUsage,
    others: {
      ...others,
      ...(streamOptions === undefined || isUsage ? {} : { stream_options: streamOptions }),
      ...(isPlain || messages === undefined ? {} : { messages }),
    },
  };
}

/** A value that no SDK would take as a setting goes out as a field of the body. */
function hasSetting(name: string, value: JsonValue): boolean {
  const setting = Object.hasOwn(nameByField, name) ? nameByField[name] : undefined;
  return setting !== undefined && laneSettingsSchema.safeParse({ [setting]: value }).success;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Nothing but words of the user or the model. */
function isPlainMessage(message: JsonObject): boolean {
  const { role, content, ...rest } = message;
  const isSpoken = role === "user" || role === "assistant";
  return isSpoken && typeof content === "string" && content !== "" && Object.keys(rest).length === 0;
}
