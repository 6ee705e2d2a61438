import type { SunsetForm } from "./sunset";

/** What a test can change about the service at any moment. */
export type LlamaEmulatorSettings = {
  /** The only key that is accepted. */
  key: string;
  /** Answers so many chat requests with 429 before it answers again; Infinity never stops. */
  rateLimitedRequests: number;
  /** Sent with a 429; null sends no `retry-after`. */
  retryAfterSeconds: number | null;
  /** Set, the service is gone: every request gets a reply of this form. */
  sunset: SunsetForm | null;
  /** Said in place of what the emulator would make up. */
  text: string | null;
  /** The arguments of every tool call as text, e.g. a broken one; null makes some that fit the tool. */
  toolArguments: string | null;
  /** Waited before each chunk of a stream. */
  chunkDelayMs: number;
};
