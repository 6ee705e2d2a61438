import "server-only";
import { isRecord, type JsonRecord, readNumber } from "./read-json";
import type { StreamPart } from "./stream-part";

type ModelUsage = Extract<StreamPart, { type: "finish" }>["usage"];

/** The wire's usage in the SDK's words. What is not known stays undefined; the SDK's own reader says 0. */
export function toModelUsage(usage: JsonRecord | null): ModelUsage {
  const input = readNumber(usage?.prompt_tokens) ?? undefined;
  const output = readNumber(usage?.completion_tokens) ?? undefined;
  const cached = readDetail(usage?.prompt_tokens_details, "cached_tokens") ?? undefined;
  const reasoning = readDetail(usage?.completion_tokens_details, "reasoning_tokens") ?? undefined;
  return {
    inputTokens: {
      total: input,
      noCache: input === undefined ? undefined : input - (cached ?? 0),
      cacheRead: cached,
      cacheWrite: undefined,
    },
    outputTokens: {
      total: output,
      text: output === undefined ? undefined : Math.max(0, output - (reasoning ?? 0)),
      reasoning,
    },
  };
}

function readDetail(details: unknown, name: string): number | null {
  return isRecord(details) ? readNumber(details[name]) : null;
}
