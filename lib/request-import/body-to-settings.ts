import { type LaneSettings, laneSettingsSchema, ownBodyKeys } from "@/lib/chats/lane-settings";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import { type FunctionTool, laneToolSchema, maxLaneTools } from "@/lib/tools/lane-tool";

type ReadBody = { settings: LaneSettings; warnings: string[] };

/** Which setting a body field is. What does not fit its setting stays in the body, as it is. */
const settingByField = {
  temperature: "temperature",
  top_p: "topP",
  max_tokens: "maxOutputTokens",
  stop: "stopSequences",
  seed: "seed",
  presence_penalty: "presencePenalty",
  frequency_penalty: "frequencyPenalty",
  reasoning_effort: "reasoningEffort",
  response_format: "responseFormat",
  tools: "tools",
  tool_choice: "toolChoice",
} as const satisfies Record<string, keyof LaneSettings>;

const own: ReadonlySet<string> = new Set(ownBodyKeys);

/** Everything of a request's body but its model and messages, as a lane's settings. */
export function bodyToSettings(body: JsonObject): ReadBody {
  const settings: Record<string, unknown> = { stream: body.stream === true };
  const others: JsonObject = {};
  for (const [name, value] of Object.entries(body)) {
    if (own.has(name) || isImplied(name, value)) continue;
    const setting = Object.hasOwn(settingByField, name)
      ? settingByField[name as keyof typeof settingByField]
      : null;
    // OpenAI's own word for "unset".
    if (setting !== null && value === null) continue;
    const asSetting = setting === null ? undefined : toSetting(setting, value, body);
    const fits = laneSettingsSchema.safeParse({ [setting ?? ""]: asSetting }).success;
    if (setting !== null && asSetting !== undefined && fits) settings[setting] = asSetting;
    else others[name] = value;
  }
  // A choice among tools that stay in the body stays with them.
  if (settings.toolChoice !== undefined && settings.tools === undefined && body.tool_choice !== undefined) {
    delete settings.toolChoice;
    others.tool_choice = body.tool_choice;
  }
  return {
    settings: laneSettingsSchema.parse({
      ...settings,
      ...(Object.keys(others).length === 0 ? {} : { body: others }),
    }),
    warnings: warn(body, settings, others),
  };
}

/** What this server sends by itself with every stream. */
function isImplied(name: string, value: JsonValue): boolean {
  return name === "stream_options" && JSON.stringify(value) === '{"include_usage":true}';
}

function toSetting(setting: keyof LaneSettings, value: JsonValue, { tools }: JsonObject): unknown {
  if (setting === "stopSequences") return typeof value === "string" ? [value] : value;
  if (setting === "tools") return toTools(value);
  if (setting === "toolChoice") return toToolChoice(value, tools);
  if (setting === "responseFormat") return toResponseFormat(value);
  return value;
}

/** Only when each of them is a function and nothing else: they are sent as they were then. */
function toTools(value: JsonValue): FunctionTool[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > maxLaneTools) return undefined;
  const tools = value.map(toFunction);
  const known = tools.filter((tool) => tool !== undefined);
  return known.length === tools.length ? known : undefined;
}

function toFunction(tool: JsonValue): FunctionTool | undefined {
  if (!isJsonObject(tool) || tool.type !== "function" || !isJsonObject(tool.function)) return undefined;
  const { type: _type, function: described, ...around } = tool;
  const { parameters, ...rest } = described;
  const given = { kind: "function", parameters: parameters ?? { type: "object", properties: {} }, ...rest };
  const parsed = laneToolSchema.safeParse(given);
  const isWhole = Object.keys(around).length === 0 && !("result" in rest) && !("ask" in rest);
  return parsed.success && parsed.data.kind === "function" && isWhole ? parsed.data : undefined;
}

function toToolChoice(value: JsonValue, tools: JsonValue | undefined): string | undefined {
  if (value === "auto" || value === "none" || value === "required") return value;
  const called = isJsonObject(value) && value.type === "function" ? value.function : undefined;
  const name = isJsonObject(called) && Object.keys(called).length === 1 ? called.name : undefined;
  const isOffered = (toTools(tools ?? null) ?? []).some((tool) => tool.name === name);
  return typeof name === "string" && isOffered ? name : undefined;
}

function toResponseFormat(value: JsonValue): unknown {
  if (!isJsonObject(value) || value.type !== "json_schema") return value;
  const { type, json_schema: schema, ...others } = value;
  return isJsonObject(schema) && Object.keys(others).length === 0 ? { type, ...schema } : undefined;
}

function warn(body: JsonObject, settings: Record<string, unknown>, others: JsonObject): string[] {
  const isMany = typeof body.n === "number" && body.n > 1;
  return [
    ...(settings.tools === undefined
      ? []
      : ["The tools are descriptions here: each call waits for a result that you type, or that you set."]),
    ...(others.tools === undefined
      ? []
      : ["The tools are sent as they are, in the body; the chat cannot answer their calls."]),
    ...(isMany ? ["n is more than 1, but a lane shows one answer."] : []),
  ];
}
