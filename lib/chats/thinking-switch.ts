import { isJsonObject, type JsonObject } from "@/lib/json-value";

/** Where servers of open models (vLLM, SGLang, W&B Inference) look for the switch. */
const holder = "chat_template_kwargs";
const key = "enable_thinking";

export type ThinkingSwitch = "" | "on" | "off";

/** How `chat_template_kwargs.enable_thinking` stands among a lane's body fields; "" is not sent, or no boolean. */
export function readThinking(body: JsonObject | undefined): ThinkingSwitch {
  const kwargs = body?.[holder];
  const value = isJsonObject(kwargs) ? kwargs[key] : undefined;
  if (typeof value !== "boolean") return "";
  return value ? "on" : "off";
}

/** The body fields with the switch set, or without it; what stands beside it stays. */
export function withThinking(body: JsonObject | undefined, thinking: ThinkingSwitch): JsonObject {
  const { [holder]: given, ...fields } = body ?? {};
  const { [key]: _, ...others } = isJsonObject(given) ? given : {};
  const kwargs = thinking === "" ? others : { ...others, [key]: thinking === "on" };
  return Object.keys(kwargs).length === 0 ? fields : { ...fields, [holder]: kwargs };
}
