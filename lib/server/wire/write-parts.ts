import "server-only";
import { isRecord, type JsonRecord, readNumber } from "./read-json";
import type { StreamPart } from "./stream-part";
import { toModelUsage } from "./to-model-usage";

type FinishPart = Extract<StreamPart, { type: "finish" }>;
type Unified = FinishPart["finishReason"]["unified"];
type Block = { kind: "text" | "reasoning"; id: string };
type OpenCall = { id: string; name: string; input: string; signature: string | null };

export type PartWriter = {
  /** Reads the data of one event. */
  readEvent: (data: string) => void;
  /** The stream is over: closes what is open and gives the finish. */
  end: () => void;
};

/** Turns the data of the wire's events into parts. */
export function createPartWriter({
  providerName,
  write,
}: {
  /** The key of provider metadata. */
  providerName: string;
  write: (part: StreamPart) => void;
}): PartWriter {
  const calls = new Map<number, OpenCall>();
  let block: Block | null = null;
  let hasHead = false;
  let hasRefusal = false;
  let hasError = false;
  let rawReason: string | null = null;
  let usage: JsonRecord | null = null;

  const closeBlock = () => {
    if (block !== null) write({ type: `${block.kind}-end`, id: block.id });
    block = null;
  };

  const writeDelta = (kind: Block["kind"], delta: string) => {
    if (block?.kind !== kind) {
      closeBlock();
      block = { kind, id: kind === "text" ? "txt-0" : "reasoning-0" };
      write({ type: `${kind}-start`, id: block.id });
    }
    write({ type: `${kind}-delta`, id: block.id, delta });
  };

  const beginCall = (given: JsonRecord, name: string): OpenCall => {
    const call = { id: String(given.id), name, input: "", signature: readSignature(given.extra_content) };
    calls.set(Number(given.index), call);
    write({ type: "tool-input-start", id: call.id, toolName: name });
    return call;
  };

  const readCall = (given: JsonRecord) => {
    const target = isRecord(given.function) ? given.function : {};
    const call = calls.get(Number(given.index)) ?? beginCall(given, String(target.name));
    const delta = String(target.arguments);
    call.input += delta;
    if (delta !== "") write({ type: "tool-input-delta", id: call.id, delta });
  };

  const readDelta = (delta: JsonRecord) => {
    if (typeof delta.content === "string") writeDelta("text", delta.content);
    else if (typeof delta.reasoning_content === "string") writeDelta("reasoning", delta.reasoning_content);
    else if (typeof delta.refusal === "string") {
      hasRefusal = true;
      writeDelta("text", delta.refusal);
    } else if (Array.isArray(delta.tool_calls)) {
      if (block?.kind === "reasoning") closeBlock();
      delta.tool_calls.filter(isRecord).forEach(readCall);
    }
  };

  const writeHead = (chunk: JsonRecord) => {
    hasHead = true;
    const created = readNumber(chunk.created);
    write({
      type: "response-metadata",
      id: String(chunk.id),
      modelId: String(chunk.model),
      timestamp: created === null || created === 0 ? undefined : new Date(created * 1000),
    });
  };

  const readChunk = (chunk: JsonRecord) => {
    if (!hasHead) writeHead(chunk);
    if (isRecord(chunk.usage)) usage = chunk.usage;
    const choice = Array.isArray(chunk.choices) ? chunk.choices[0] : undefined;
    if (!isRecord(choice)) return;
    if (typeof choice.finish_reason === "string") rawReason = choice.finish_reason;
    if (isRecord(choice.delta)) readDelta(choice.delta);
  };

  const closeCalls = () => {
    for (const { id, name, input, signature } of calls.values()) {
      write({ type: "tool-input-end", id });
      write({
        type: "tool-call",
        toolCallId: id,
        toolName: name,
        input,
        ...(signature === null
          ? {}
          : { providerMetadata: { [providerName]: { thoughtSignature: signature } } }),
      });
    }
  };

  return {
    readEvent: (data) => {
      if (data === "[DONE]") return;
      const chunk: unknown = JSON.parse(data);
      if (!isRecord(chunk)) return;
      if (chunk.error === undefined) return readChunk(chunk);
      hasError = true;
      write({ type: "error", error: chunk.error });
    },
    end: () => {
      closeBlock();
      closeCalls();
      const unified = hasError ? "error" : toUnified(rawReason, hasRefusal);
      write({
        type: "finish",
        finishReason: { unified, raw: hasError ? undefined : (rawReason ?? undefined) },
        usage: toModelUsage(usage),
        providerMetadata: { [providerName]: {} },
      });
    },
  };
}

const unifiedByReason: Record<string, Unified> = {
  stop: "stop",
  length: "length",
  content_filter: "content-filter",
  tool_calls: "tool-calls",
};

function toUnified(reason: string | null, hasRefusal: boolean): Unified {
  if (reason === "stop" && hasRefusal) return "content-filter";
  return reason !== null && Object.hasOwn(unifiedByReason, reason)
    ? (unifiedByReason[reason] ?? "other")
    : "other";
}

function readSignature(extra: unknown): string | null {
  const google = isRecord(extra) ? extra.google : null;
  return isRecord(google) && typeof google.thought_signature === "string" ? google.thought_signature : null;
}
