import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";

/** A piece of a tool call; pieces with the same index belong together. */
export type ToolCallDelta = { index: number; id: string | null; name: string | null; arguments: string };

/** One chunk of a stream, as Haystack hands it to a streaming callback. */
export type StreamingChunk = {
  content: string;
  /** Which of the answers it belongs to; null for a chunk that belongs to none, such as the one with the usage. */
  index: number | null;
  toolCalls: ToolCallDelta[];
  finishReason: string | null;
  /** ISO time. */
  receivedAt: string;
  usage: JsonObject | null;
  model: string | null;
};

export function readChunk(event: JsonObject, receivedAt: string): StreamingChunk {
  const choice = Array.isArray(event.choices) ? event.choices[0] : undefined;
  const delta = isJsonObject(choice) && isJsonObject(choice.delta) ? choice.delta : {};
  return {
    content: typeof delta.content === "string" ? delta.content : "",
    index: isJsonObject(choice) ? (readNumber(choice.index) ?? 0) : null,
    toolCalls: readDeltas(delta.tool_calls),
    finishReason: isJsonObject(choice) ? readText(choice.finish_reason) : null,
    receivedAt,
    usage: isJsonObject(event.usage) ? event.usage : null,
    model: readText(event.model),
  };
}

function readDeltas(calls: JsonValue | undefined): ToolCallDelta[] {
  return (Array.isArray(calls) ? calls : []).filter(isJsonObject).map((call, position) => {
    const called = isJsonObject(call.function) ? call.function : {};
    return {
      index: readNumber(call.index) ?? position,
      id: readText(call.id),
      name: readText(called.name),
      arguments: typeof called.arguments === "string" ? called.arguments : "",
    };
  });
}

export function readText(value: JsonValue | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function readNumber(value: JsonValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}
