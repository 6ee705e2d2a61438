import type { AnswerSettings } from "@/e2e/upstreams/emulated-chat/answer-settings";
import type { SunsetForm } from "./sunset";

/** What a test can change about the service at any moment. */
export type LlamaEmulatorSettings = AnswerSettings & {
  /** The only key that is accepted. */
  key: string;
  /** Answers so many chat requests with 429 before it answers again; Infinity never stops. */
  rateLimitedRequests: number;
  /** Sent with a 429; null sends no `retry-after`. */
  retryAfterSeconds: number | null;
  /** Set, the service is gone: every request gets a reply of this form. */
  sunset: SunsetForm | null;
};
