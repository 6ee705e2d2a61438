/** A chat request as far as the emulator reads it; nothing of it is certain. */
export type ChatRequest = {
  model?: unknown;
  messages?: unknown;
  stream?: unknown;
  tools?: unknown;
  tool_choice?: unknown;
  response_format?: unknown;
  max_tokens?: unknown;
  max_completion_tokens?: unknown;
  n?: unknown;
  [field: string]: unknown;
};

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The messages that are objects, in order. */
export function readMessages({ messages }: ChatRequest): JsonObject[] {
  return Array.isArray(messages) ? messages.filter(isObject) : [];
}

/** The text of a message's content, also of one in parts. */
export function readText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part) => (isObject(part) && typeof part.text === "string" ? part.text : "")).join("");
}
