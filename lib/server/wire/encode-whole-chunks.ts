import "server-only";
import type { AnswerEncoder } from "./answer-encoder";
import type { AnswerHead } from "./answer-sink";
import type { CleanShape } from "./clean-shape";
import { encodeUsage } from "./encode-usage";
import { encodeEstimatedUsage, type PassOn } from "./pass-on";
import { isRecord, type JsonRecord, readNumber } from "./read-json";
import { pickUnknown } from "./unknown-fields";
import { type CallDelta, type CallWriter, createCallWriter, toFunctionCallReason } from "./write-calls";

type Delta = CallDelta & {
  role?: "assistant";
  content?: string;
  reasoning_content?: string;
  refusal?: string;
};

/** A chunk encoder that is shown each chunk as it came, and keeps what the pieces do not hold. */
export type WholeChunkEncoder = AnswerEncoder<string> & {
  /** `text` is the chunk's JSON where it came on one line. Told after its pieces. */
  chunk: (chunk: JsonRecord, text: string | null) => void;
};

/**
 * Writes an answer for other programs: chunk by chunk as the provider sent them, verbatim where nothing had to be
 * mended, all choices, with log probabilities and unknown fields. Usage always follows: the provider's, else an estimate.
 */
export function createWholeChunkEncoder({
  head,
  shape,
  estimatedInputTokens,
  wantsFunctionCall,
}: PassOn & {
  head: AnswerHead;
  /** Learns what passes verbatim. */
  shape: CleanShape;
}): WholeChunkEncoder {
  let written = "";
  let pieces = new Map<number, Delta>();
  let usageAsSent: JsonRecord = {};
  let besideUsage: JsonRecord = {};
  const callWriters = new Map<number, CallWriter>();
  const besideFinish = new Map<number, JsonRecord>();
  /** The choices whose role was told: clients refuse an answer that never says it. */
  const introduced = new Set<number>();

  const deltaAt = (choice: number): Delta => {
    let delta = pieces.get(choice);
    if (delta === undefined) {
      delta = {};
      pieces.set(choice, delta);
    }
    return delta;
  };
  const writerAt = (choice: number): CallWriter => {
    const writer = callWriters.get(choice) ?? createCallWriter(wantsFunctionCall);
    callWriters.set(choice, writer);
    return writer;
  };
  const add = (choice: number, kind: "content" | "reasoning_content" | "refusal", text: string) => {
    const delta = deltaAt(choice);
    delta[kind] = (delta[kind] ?? "") + text;
  };
  const toReason = (reason: string | null) => (wantsFunctionCall ? toFunctionCallReason(reason) : reason);
  /** `delta` with the role before it, where this is the first of its choice. */
  const introduce = (index: number, delta: JsonRecord): JsonRecord => {
    if (introduced.has(index)) return delta;
    introduced.add(index);
    return { role: "assistant", ...delta };
  };
  const write = (rest: JsonRecord) => {
    written += `data: ${JSON.stringify({
      id: head.id ?? "chatcmpl-unnamed",
      object: "chat.completion.chunk",
      created: head.created ?? Math.floor(Date.now() / 1000),
      model: head.model ?? "",
      ...(head.systemFingerprint === null ? {} : { system_fingerprint: head.systemFingerprint }),
      ...rest,
    })}\n\n`;
  };

  /** The pieces so far with what the chunk says beside them. */
  const compose = (chunk: JsonRecord) => {
    const choices = new Map<number, JsonRecord>();
    for (const given of Array.isArray(chunk.choices) ? chunk.choices : []) {
      if (!isRecord(given)) continue;
      const index = typeof given.index === "number" ? given.index : 0;
      const beside = pickUnknown(given, "choice");
      const inDelta = pickUnknown(given.delta ?? given.message, "message");
      const isEmpty = Object.keys(beside).length + Object.keys(inDelta).length === 0;
      if (isEmpty) continue;
      if (typeof given.finish_reason === "string" && !pieces.has(index)) besideFinish.set(index, beside);
      else choices.set(index, { index, delta: introduce(index, inDelta), ...beside, finish_reason: null });
    }
    for (const [index, delta] of pieces) {
      const { delta: inDelta = {}, ...beside } = choices.get(index) ?? { index };
      const whole = introduce(index, { ...asRecord(inDelta), ...delta });
      choices.set(index, { ...beside, delta: whole, finish_reason: null });
    }
    pieces = new Map();
    const beside = pickUnknown(chunk, "chunk");
    if (isRecord(chunk.usage)) {
      usageAsSent = chunk.usage;
      if (choices.size === 0) besideUsage = beside;
    }
    const saysMore = Object.keys(beside).some((name) => name !== "system_fingerprint");
    if (choices.size > 0 || (saysMore && besideUsage !== beside))
      write({ ...beside, choices: [...choices.values()] });
  };

  return {
    text: (choice, text) => add(choice, "content", text),
    reasoning: (choice, text) => add(choice, "reasoning_content", text),
    refusal: (choice, text) => add(choice, "refusal", text),
    toolCall: (choice, call) => writerAt(choice).begin(deltaAt(choice), call),
    toolArguments: (choice, index, text) => writerAt(choice).add(deltaAt(choice), index, text),
    chunk: (chunk, text) => {
      if (text !== null && isClean(chunk, pieces) && saysRoles(chunk, introduced)) {
        written += `data: ${text}\n\n`;
        if (pieces.size === 0) return;
        const [only] = pieces.values();
        if (pieces.size === 1 && only !== undefined) shape.learn(text, only);
        pieces = new Map();
      } else compose(chunk);
    },
    finish: ({ choices, usage, billedUsd, answerCharacters }) => {
      if (pieces.size > 0) compose({});
      for (const [index, ended] of choices) {
        const beside = besideFinish.get(index);
        const finish = {
          index,
          delta: introduce(index, {}),
          ...beside,
          finish_reason: toReason(ended.finishReason()),
        };
        write({ choices: [finish] });
      }
      const counts =
        encodeUsage(usage, billedUsd) ??
        encodeEstimatedUsage({ estimatedInputTokens, outputCharacters: answerCharacters });
      write({ ...besideUsage, choices: [], usage: mergeCounts(usageAsSent, counts) });
      written += "data: [DONE]\n\n";
    },
    error: (error) => {
      if (pieces.size > 0) compose({});
      written += `data: ${JSON.stringify({ error })}\n\n`;
    },
    take: () => {
      const chunks = written;
      written = "";
      return chunks === "" ? null : chunks;
    },
  };
}

const asRecord = (value: unknown): JsonRecord => (isRecord(value) ? value : {});

/** Our reading of the counts, beside whatever else the provider counts; its own `cost` stays in its own form. */
export function mergeCounts(asSent: JsonRecord, counts: JsonRecord): JsonRecord {
  const merged: JsonRecord = { ...asSent, ...counts };
  if (asSent.cost != null) merged.cost = asSent.cost;
  // Where only their sum is known, it is no estimate.
  if (counts.estimated === true && (readNumber(asSent.total_tokens) ?? 0) > 0)
    merged.total_tokens = asSent.total_tokens;
  for (const name of ["prompt_tokens_details", "completion_tokens_details"]) {
    if (isRecord(asSent[name])) merged[name] = { ...asSent[name], ...asRecord(counts[name]) };
  }
  return merged;
}

/** True when each choice of a clean chunk was introduced with its role, or is so by the chunk itself. */
function saysRoles(chunk: JsonRecord, introduced: Set<number>): boolean {
  const choices = Array.isArray(chunk.choices) ? chunk.choices.filter(isRecord) : [];
  for (const { index, delta } of choices) {
    if (typeof index === "number" && isRecord(delta) && delta.role === "assistant") introduced.add(index);
  }
  return choices.every(({ index }) => typeof index === "number" && introduced.has(index));
}

/** Fields of a delta whose meaning differs between providers: chunks with these are written anew. */
const readAnew = ["tool_calls", "function_call", "refusal", "reasoning", "reasoning_details"];

/** True when the chunk is OpenAI's own form and its pieces are exactly what it says: it can pass as it is. */
function isClean(chunk: JsonRecord, pieces: Map<number, Delta>): boolean {
  const { choices } = chunk;
  if (chunk.object !== "chat.completion.chunk" || typeof chunk.id !== "string") return false;
  if (typeof chunk.model !== "string" || typeof chunk.created !== "number") return false;
  if ((chunk.usage ?? null) !== null || !Array.isArray(choices) || choices.length === 0) return false;
  if (pieces.size > choices.length) return false;
  return choices.every((choice) => isCleanChoice(choice, pieces));
}

function isCleanChoice(choice: unknown, pieces: Map<number, Delta>): boolean {
  if (!isRecord(choice) || typeof choice.index !== "number" || !isRecord(choice.delta)) return false;
  if ((choice.finish_reason ?? null) !== null) return false;
  const { delta } = choice;
  if (readAnew.some((name) => (delta[name] ?? null) !== null)) return false;
  if (delta.role !== undefined && delta.role !== "assistant") return false;
  const piece = pieces.get(choice.index);
  if ((piece?.tool_calls ?? piece?.function_call ?? piece?.refusal) !== undefined) return false;
  return (
    (delta.content ?? "") === (piece?.content ?? "") &&
    (delta.reasoning_content ?? "") === (piece?.reasoning_content ?? "")
  );
}
