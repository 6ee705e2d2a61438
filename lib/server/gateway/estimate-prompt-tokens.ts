import "server-only";
import type { CompletionRequest } from "@/lib/gateway/completion-request";
import { measurePrompt } from "@/lib/gateway/estimate-request";
import { estimateTokens } from "@/lib/server/wire/pass-on";

/** The tokens of a request's prompt, texts and files: a guess. */
export function estimatePromptTokens(request: CompletionRequest): number {
  const { characters, fileTokens } = measurePrompt(request);
  return estimateTokens(characters) + fileTokens;
}
