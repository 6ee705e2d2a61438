import "server-only";
import type { AnswerEncoder, AnswerEncoderOptions } from "./answer-encoder";
import type { ToolCallStart } from "./answer-sink";
import { encodeUsage } from "./encode-usage";
import { isRecord } from "./read-json";
import type { StreamPart, StreamWarnings } from "./stream-part";
import { toModelUsage } from "./to-model-usage";
import { toCallInput } from "./tool-calls";

type FinishPart = Extract<StreamPart, { type: "finish" }>;
type Unified = FinishPart["finishReason"]["unified"];
type Block = { kind: "text" | "reasoning"; id: string };
type OpenCall = { id: string; name: string; input: string; signature: string | null };
/** A delta that may grow yet: of a block, or of a call by its index. */
type Pending = { of: Block["kind"] | number; text: string };

export type PartEncoderOptions = AnswerEncoderOptions & {
  /** The key of provider metadata. */
  providerName: string;
  warnings: StreamWarnings;
};

/** Makes the parts of a language model of an answer: those that the SDK's own reader gives. */
export function createPartEncoder(options: PartEncoderOptions): AnswerEncoder<StreamPart[]> {
  const { head, merge, providerName, warnings } = options;
  const calls = new Map<number, OpenCall>();
  let parts: StreamPart[] = [{ type: "stream-start", warnings }];
  let pending: Pending | null = null;
  let block: Block | null = null;
  let hasHead = false;
  let hasRefusal = false;

  const closeBlock = () => {
    if (block !== null) parts.push({ type: `${block.kind}-end`, id: block.id });
    block = null;
  };

  const writeHead = () => {
    if (hasHead) return;
    hasHead = true;
    parts.push({
      type: "response-metadata",
      id: head.id ?? "chatcmpl-unnamed",
      modelId: head.model ?? "",
      timestamp: head.created === null || head.created === 0 ? undefined : new Date(head.created * 1000),
    });
  };

  const writeBlock = (kind: Block["kind"], delta: string) => {
    if (block?.kind !== kind) {
      closeBlock();
      block = { kind, id: kind === "text" ? "txt-0" : "reasoning-0" };
      parts.push({ type: `${kind}-start`, id: block.id });
    }
    parts.push({ type: `${kind}-delta`, id: block.id, delta });
  };

  const writeArguments = (index: number, delta: string) => {
    const call = calls.get(index);
    if (call === undefined) return;
    call.input += delta;
    parts.push({ type: "tool-input-delta", id: call.id, delta });
  };

  const flush = () => {
    if (pending === null) return;
    const { of, text } = pending;
    pending = null;
    writeHead();
    if (typeof of === "number") writeArguments(of, text);
    else writeBlock(of, text);
  };

  const append = (of: Pending["of"], text: string) => {
    if (text === "") return;
    if (!merge || pending?.of !== of) {
      flush();
      pending = { of, text };
    } else pending.text += text;
  };

  const beginCall = ({ index, id, name, extraContent }: ToolCallStart) => {
    flush();
    writeHead();
    if (block?.kind === "reasoning") closeBlock();
    calls.set(index, { id, name, input: "", signature: readSignature(extraContent) });
    parts.push({ type: "tool-input-start", id, toolName: name });
  };

  const closeCalls = () => {
    for (const { id, name, input, signature } of calls.values()) {
      parts.push({ type: "tool-input-end", id });
      parts.push({
        type: "tool-call",
        toolCallId: id,
        toolName: name,
        input: toCallInput(input),
        ...(signature === null
          ? {}
          : { providerMetadata: { [providerName]: { thoughtSignature: signature } } }),
      });
    }
  };

  const writeFinish = ({ finishReason, usage }: Pick<FinishPart, "finishReason" | "usage">) => {
    closeBlock();
    closeCalls();
    parts.push({ type: "finish", finishReason, usage, providerMetadata: { [providerName]: {} } });
  };

  return {
    text: (_, text) => append("text", text),
    reasoning: (_, text) => append("reasoning", text),
    refusal: (_, text) => {
      hasRefusal = true;
      append("text", text);
    },
    toolCall: (_, call) => beginCall(call),
    toolArguments: (_, index, text) => append(index, text),
    finish: ({ choices, usage, billedUsd }) => {
      flush();
      const counts = encodeUsage(usage, billedUsd);
      if (choices.size > 0 || counts !== null) writeHead();
      const raw = choices.get(0)?.finishReason() ?? null;
      const finishReason = { unified: toUnified(raw, hasRefusal), raw: raw ?? undefined };
      writeFinish({ finishReason, usage: toModelUsage(counts) });
    },
    error: (error) => {
      flush();
      parts.push({ type: "error", error });
      writeFinish({ finishReason: { unified: "error", raw: undefined }, usage: toModelUsage(null) });
    },
    take: () => {
      flush();
      const taken = parts;
      parts = [];
      return taken.length === 0 ? null : taken;
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
