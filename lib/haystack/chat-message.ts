import { AppError } from "@/lib/app-error";
import type { JsonObject, JsonValue } from "@/lib/json-value";

/** A call that a model prepared, as Haystack keeps it. */
export type HaystackToolCall = {
  /** null when none came. */
  id: string | null;
  name: string;
  /** null when what came is no JSON object; then `malformed` holds it. */
  arguments: JsonObject | null;
  malformed?: string;
};

/** Haystack's ChatMessage, as far as a chat generator reads it. */
export type HaystackMessage =
  | { role: "system"; text: string }
  | { role: "user"; text: string; name?: string; imageUrls?: string[] }
  | { role: "assistant"; text: string | null; toolCalls?: HaystackToolCall[] }
  | { role: "tool"; result: string; origin: HaystackToolCall };

/**
 * The message as it goes on the wire.
 * @throws AppError when a tool call has no id: its result could not name it
 */
export function toWireMessage(message: HaystackMessage): JsonObject {
  switch (message.role) {
    case "system":
      return { role: "system", content: message.text };
    case "user":
      return {
        role: "user",
        ...(message.name === undefined ? {} : { name: message.name }),
        content: toContent(message.text, message.imageUrls ?? []),
      };
    case "tool":
      return { role: "tool", tool_call_id: requireId(message.origin), content: message.result };
    case "assistant":
      return toWireAnswer(message.text, message.toolCalls ?? []);
  }
}

function toWireAnswer(text: string | null, toolCalls: HaystackToolCall[]): JsonObject {
  return {
    role: "assistant",
    ...(text === null ? {} : { content: text }),
    ...(toolCalls.length === 0
      ? {}
      : {
          tool_calls: toolCalls.map((call) => ({
            id: requireId(call),
            type: "function",
            function: { name: call.name, arguments: JSON.stringify(call.arguments ?? {}) },
          })),
        }),
  };
}

function toContent(text: string, imageUrls: string[]): JsonValue {
  if (imageUrls.length === 0) return text;
  const images = imageUrls.map((url) => ({ type: "image_url", image_url: { url } }));
  return text === "" ? images : [{ type: "text", text }, ...images];
}

function requireId({ id, name }: HaystackToolCall): string {
  if (id !== null && id !== "") return id;
  throw new AppError(
    "invalid_request",
    `The call of the tool ${name} has no id, so its result cannot name it.`,
  );
}
