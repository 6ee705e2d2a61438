import "server-only";
import type { RunUsage } from "@/lib/runs/answer-metadata";

/** The usage in OpenAI's words, only what is known; null when nothing is. */
export function encodeUsage(
  usage: RunUsage | null,
  billedUsd: number | null,
): Record<string, unknown> | null {
  if (usage === null) return billedUsd === null ? null : { cost: billedUsd };
  const { inputTokens, outputTokens, cachedInputTokens, reasoningTokens } = usage;
  return {
    ...(inputTokens === null ? {} : { prompt_tokens: inputTokens }),
    ...(outputTokens === null ? {} : { completion_tokens: outputTokens }),
    ...(inputTokens === null || outputTokens === null ? {} : { total_tokens: inputTokens + outputTokens }),
    ...(cachedInputTokens === null ? {} : { prompt_tokens_details: { cached_tokens: cachedInputTokens } }),
    ...(reasoningTokens === null ? {} : { completion_tokens_details: { reasoning_tokens: reasoningTokens } }),
    ...(billedUsd === null ? {} : { cost: billedUsd }),
  };
}
