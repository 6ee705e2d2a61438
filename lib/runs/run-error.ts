import type { RefusedField } from "@/lib/refusals/find-refused-field";

/**
 * Why a run did not complete, as the error card shows it. `code` names the cause,
 * the other fields are what the provider sent (masked) and what to do next.
 */
export const runErrorCodes = [
  "missing_key",
  "unknown_provider",
  "unauthorized",
  "payment_required",
  /** Not the provider: a budget of this server does not allow it. */
  "budget_refused",
  "forbidden",
  "model_not_found",
  "bad_request",
  "rate_limited",
  "provider_failed",
  "retired",
  "service_ended",
  "unreachable",
  "headers_timeout",
  "first_token_timeout",
  "idle_timeout",
  "total_timeout",
  "connection_lost",
  "ended_early",
  "empty_answer",
  "not_a_stream",
  "unreadable",
  "too_large",
  "server_restarted",
  "internal",
] as const;

export type RunErrorCode = (typeof runErrorCodes)[number];

export type RunError = {
  code: RunErrorCode;
  /** One sentence in our words: what happened. */
  title: string;
  /** One or two sentences: what the user can do now. */
  advice: string;
  /** HTTP status of the provider's response; null when there was none. */
  status: number | null;
  /** The provider's own words, at most 500 characters, secrets masked; null when it said nothing. */
  providerMessage: string | null;
  /** The provider's id of the request, for its support; null when it sent none. */
  requestId: string | null;
  /** Epoch ms from which the provider will take another request; null when it named no time. */
  retryAt: number | null;
  /** The body field for which the provider refused the request; absent when it names none. */
  refusedField?: RefusedField;
};
