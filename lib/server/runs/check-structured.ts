import "server-only";
import { checkJson } from "@/lib/json-schema/check-json";
import { locateJsonFault } from "@/lib/locate-json-fault";
import type { RunOutcome } from "@/lib/runs/answer-metadata";
import { readJsonAnswer } from "@/lib/runs/read-json-answer";
import type { StructuredResult } from "@/lib/runs/structured-result";
import type { ResponseFormat } from "@/lib/tools/response-format";
import type { AnswerChunk } from "@/lib/turns/turn-event";

type Ended = { format: ResponseFormat; finishReason: string | null; outcome: RunOutcome };

const anyObject = { type: "object" };

/** Whether what was said last, after all tool calls, has the format that was asked for. */
export function checkStructured(
  chunks: readonly AnswerChunk[],
  { format, finishReason, outcome }: Ended,
): StructuredResult {
  const text = toLastText(chunks);
  if (text.trim() === "") return { outcome: "absent" };
  const answer = readJsonAnswer(text);
  if (answer === null) {
    if (finishReason === "length" || outcome !== "complete") return { outcome: "cut" };
    const { line, column, expected } = locateJsonFault(text) ?? { line: 1, column: 1, expected: "JSON" };
    return { outcome: "not-json", line, column, expected };
  }
  const check = checkJson(answer.value, format.type === "json_schema" ? format.schema : anyObject);
  return check.outcome === "unchecked" ? check : { ...check, ...(answer.isFenced ? { isFenced: true } : {}) };
}

function toLastText(chunks: readonly AnswerChunk[]): string {
  const lastStep = chunks.findLastIndex(({ type }) => type === "start-step");
  return chunks
    .slice(lastStep + 1)
    .map((chunk) => (chunk.type === "text-delta" ? chunk.delta : ""))
    .join("");
}
