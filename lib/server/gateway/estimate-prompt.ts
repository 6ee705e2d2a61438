import "server-only";
import type { CompletionRequest } from "@/lib/gateway/completion-request";
import { measurePrompt } from "@/lib/gateway/estimate-request";
import { estimateTokens } from "@/lib/money/estimate-tokens";

/** How many tokens a request asks to be read: a guess, used where the provider says none and where a route asks whether it fits. */
export function estimatePromptTokens(body: CompletionRequest): number {
  const { characters, fileTokens } = measurePrompt(body);
  return estimateTokens(characters) + fileTokens;
}
