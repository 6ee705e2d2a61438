import type { AnswerChunk } from "@/lib/turns/turn-event";

type Delta = Extract<AnswerChunk, { type: "text-delta" | "reasoning-delta" | "tool-input-delta" }>;

/** The delta that `next` makes of `last`, when both continue the same part. */
function joinDeltas(last: AnswerChunk | undefined, next: AnswerChunk): Delta | null {
  if (last?.type === "text-delta" && next.type === "text-delta" && last.id === next.id) {
    return { ...last, delta: last.delta + next.delta };
  }
  if (last?.type === "reasoning-delta" && next.type === "reasoning-delta" && last.id === next.id) {
    return { ...last, delta: last.delta + next.delta };
  }
  if (
    last?.type === "tool-input-delta" &&
    next.type === "tool-input-delta" &&
    last.toolCallId === next.toolCallId
  ) {
    return { ...last, inputTextDelta: last.inputTextDelta + next.inputTextDelta };
  }
  return null;
}

/** Adds a chunk to `chunks` in place; a delta that continues the last one is joined to it. */
export function appendCompact(chunks: AnswerChunk[], next: AnswerChunk): void {
  const joined = joinDeltas(chunks.at(-1), next);
  if (joined === null) chunks.push(next);
  else chunks[chunks.length - 1] = joined;
}
