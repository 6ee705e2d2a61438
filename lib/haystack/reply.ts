import { checkJson, type JsonCheck } from "@/lib/json-schema/check-json";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import type { HaystackToolCall } from "./chat-message";
import { readText, type StreamingChunk, type ToolCallDelta } from "./streaming-chunk";

/** What a model answered when a schema was asked for. */
export type StructuredReply = { value: JsonValue; check: JsonCheck };

/** One answer; it can be given back as a message of the next run. */
export type GeneratorReply = {
  role: "assistant";
  text: string | null;
  toolCalls: HaystackToolCall[];
  /** null when no schema was asked for, or when the answer is a tool call. */
  structured: StructuredReply | null;
  meta: {
    model: string | null;
    index: number;
    finish_reason: string | null;
    usage: JsonObject | null;
    /** ISO time of the first chunk; null when it was no stream. */
    completion_start_time: string | null;
  };
};

/** The chunks of a stream put together: the last finish reason and the last usage count. */
export function toStreamedReply(chunks: StreamingChunk[], schema: JsonObject | null): GeneratorReply {
  const text = chunks.map(({ content }) => content).join("");
  return toReply({
    text,
    toolCalls: joinToolCalls(chunks.flatMap(({ toolCalls }) => toolCalls)),
    schema,
    meta: {
      model: chunks.findLast(({ model }) => model !== null)?.model ?? null,
      index: 0,
      finish_reason: chunks.findLast(({ finishReason }) => finishReason !== null)?.finishReason ?? null,
      usage: chunks.findLast(({ usage }) => usage !== null)?.usage ?? null,
      completion_start_time: chunks[0]?.receivedAt ?? null,
    },
  });
}

/** The answers in one completion. */
export function toReplies(completion: JsonObject, schema: JsonObject | null): GeneratorReply[] {
  const choices = Array.isArray(completion.choices) ? completion.choices.filter(isJsonObject) : [];
  return choices.map((choice, position) => {
    const message = isJsonObject(choice.message) ? choice.message : {};
    const calls = Array.isArray(message.tool_calls) ? message.tool_calls.filter(isJsonObject) : [];
    return toReply({
      text: readText(message.content) ?? "",
      toolCalls: calls.map((call) => {
        const called = isJsonObject(call.function) ? call.function : {};
        return toToolCall(readText(call.id), readText(called.name), readText(called.arguments) ?? "");
      }),
      schema,
      meta: {
        model: readText(completion.model),
        index: typeof choice.index === "number" ? choice.index : position,
        finish_reason: readText(choice.finish_reason),
        usage: isJsonObject(completion.usage) ? completion.usage : null,
        completion_start_time: null,
      },
    });
  });
}

type ReplyParts = Pick<GeneratorReply, "toolCalls" | "meta"> & { text: string; schema: JsonObject | null };

function toReply({ text, toolCalls, meta, schema }: ReplyParts): GeneratorReply {
  const structured = schema === null || toolCalls.length > 0 ? null : toStructured(text, schema);
  return { role: "assistant", text: text === "" ? null : text, toolCalls, structured, meta };
}

function toStructured(text: string, schema: JsonObject): StructuredReply {
  try {
    const value = JSON.parse(text) as JsonValue;
    return { value, check: checkJson(value, schema) };
  } catch {
    return { value: null, check: { outcome: "invalid", path: "$", message: "The answer is no JSON." } };
  }
}

function joinToolCalls(deltas: ToolCallDelta[]): HaystackToolCall[] {
  const calls = new Map<number, { id: string | null; name: string; text: string }>();
  for (const delta of deltas) {
    const call = calls.get(delta.index) ?? { id: null, name: "", text: "" };
    calls.set(delta.index, {
      id: delta.id ?? call.id,
      name: call.name + (delta.name ?? ""),
      text: call.text + delta.arguments,
    });
  }
  return [...calls.values()].map(({ id, name, text }) => toToolCall(id, name, text));
}

/** A call without arguments takes none; anything else but a JSON object is kept as it came and flagged. */
function toToolCall(id: string | null, name: string | null, text: string): HaystackToolCall {
  const call = { id, name: name ?? "" };
  if (text.trim() === "") return { ...call, arguments: {} };
  try {
    const value = JSON.parse(text) as JsonValue;
    if (isJsonObject(value)) return { ...call, arguments: value };
  } catch {
    // Flagged below, like JSON that is no object.
  }
  return { ...call, arguments: null, malformed: text };
}
