import "server-only";

const meanings = {
  stop: [
    "stop",
    "eos",
    "eos_token",
    "end_turn",
    "end_of_turn",
    "end",
    "stop_sequence",
    "complete",
    "completed",
    "done",
    "finished",
  ],
  length: [
    "length",
    "max_tokens",
    "max_token",
    "max_length",
    "max_output_tokens",
    "token_limit",
    "out_of_tokens",
    "model_length",
    "model_context_window_exceeded",
  ],
  tool_calls: ["tool_calls", "tool_call", "tool_calling", "tool_use", "function_call", "function_calls"],
  content_filter: [
    "content_filter",
    "content_filtered",
    "safety",
    "refusal",
    "blocked",
    "blocklist",
    "prohibited_content",
    "recitation",
    "spii",
  ],
} as const;

export type KnownFinishReason = keyof typeof meanings;

const known = new Map<string, string>(
  Object.entries(meanings).flatMap(([reason, spellings]) => spellings.map((spelling) => [spelling, reason])),
);

/** The provider's finish reason in OpenAI's words; one we do not know stays as given. */
export function toFinishReason(given: string): string {
  return known.get(given.trim().toLowerCase().replaceAll("-", "_")) ?? given;
}

/** True when the reason says that the model itself came to an end: the run is then complete. */
export function isKnownFinishReason(reason: string | null): reason is KnownFinishReason {
  return reason !== null && Object.hasOwn(meanings, reason);
}
