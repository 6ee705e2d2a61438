import "server-only";
import { estimateTokens } from "@/lib/money/estimate-tokens";

/** How an answer is handed to another program: whole, with everything the provider said in it. */
export type PassOn = {
  /** The prompt's tokens, estimated: said, as an estimate, where the provider reports no usage. */
  estimatedInputTokens: number;
  /** The request describes `functions`, OpenAI's older form: a call is looked for in `function_call`. */
  wantsFunctionCall: boolean;
};

/** The usage of an answer whose provider reported none: marked, so that nobody takes it for a count. */
export function encodeEstimatedUsage({
  estimatedInputTokens,
  outputCharacters,
}: Pick<PassOn, "estimatedInputTokens"> & { outputCharacters: number }): Record<string, unknown> {
  const output = estimateTokens(outputCharacters);
  return {
    prompt_tokens: estimatedInputTokens,
    completion_tokens: output,
    total_tokens: estimatedInputTokens + output,
    estimated: true,
  };
}
