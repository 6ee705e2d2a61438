import type { RunErrorCode } from "@/lib/runs/run-error";
import type { FallbackCause } from "./route-schema";

const causeByCode: Partial<Record<RunErrorCode, FallbackCause>> = {
  rate_limited: "rate-limit",
  headers_timeout: "timeout",
  first_token_timeout: "timeout",
  idle_timeout: "timeout",
  total_timeout: "timeout",
  unreachable: "connection",
  connection_lost: "connection",
  ended_early: "no-answer",
  empty_answer: "no-answer",
  not_a_stream: "no-answer",
  unreadable: "no-answer",
  unauthorized: "access",
  forbidden: "access",
  missing_key: "access",
  payment_required: "credit",
  model_not_found: "gone",
  retired: "gone",
  service_ended: "gone",
};

/** Why another model may be asked after this fault; null for one that another model would only repeat, such as a 400. */
export function findCause({
  code,
  status,
}: {
  code: RunErrorCode;
  status: number | null;
}): FallbackCause | null {
  if (code !== "provider_failed") return causeByCode[code] ?? null;
  if (status === 408) return "timeout";
  // An error in a stream that had begun well has no status of its own.
  return status === null || status < 400 || status === 409 || status >= 500 ? "server-error" : null;
}
