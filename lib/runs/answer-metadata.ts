import type { RouteTrail } from "@/lib/routes/route-trail";
import type { RunError } from "@/lib/runs/run-error";
import type { StructuredResult } from "@/lib/runs/structured-result";

/**
 * How a run ended. `complete` only if a finish with a known reason was seen and no error;
 * `stopped` by the user; `interrupted` by a lost connection or a restart; `incomplete` when the stream
 * ended without a finish; `failed` when the provider or the wire reported an error.
 */
export const runOutcomes = ["running", "complete", "stopped", "interrupted", "incomplete", "failed"] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/** Tokens of one run. null is "the provider did not say", never 0. Cached is part of input, reasoning part of output. */
export type RunUsage = {
  inputTokens: number | null;
  cachedInputTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  /** Part of input: written to the provider's cache. Absent when nobody said. */
  cacheWriteTokens?: number;
  /** Part of input: spoken. Absent when nobody said. */
  audioInputTokens?: number;
};

/** What a provider said it still grants, e.g. `{ name: "x-ratelimit-remaining-requests", value: "59" }`. */
export type RateLimitHeader = { name: string; value: string };

/** When the kinds of content came, in ms from the start of the run. null: there was none. */
export type AnswerPhases = {
  /** When the request was handed to the wire: what this server did before. */
  sentMs: number;
  /** Held back before it was sent: in a queue, or as the provider asked. */
  waitedMs: number;
  firstReasoningMs: number | null;
  /** The first word of the answer itself, or its first tool call. */
  firstAnswerMs: number | null;
  /** Silences of at least half a second after the first content. */
  stalls: { atMs: number; durationMs: number }[];
  /** Between two requests: tools were called, or waited for consent. Absent when there was one request. */
  tools?: { atMs: number; durationMs: number }[];
};

export type RunTiming = {
  /** Epoch ms. */
  startedAt: number;
  /** ms from sending the request to the first text or reasoning; null when none came. */
  firstTokenMs: number | null;
  /** ms from the start of the run to its end; null while it runs. */
  durationMs: number | null;
  /** Output tokens per second after the first token; null unless ≥ 200 ms and ≥ 40 tokens make it mean something. */
  outputTokensPerSecond: number | null;
  /** Absent in answers older than this measurement. */
  phases?: AnswerPhases;
};

/** `billed` is the provider's own figure, `estimated` is ours from published prices. */
export type CostStatus = "billed" | "estimated" | "unknown" | "listed-zero" | "local" | "simulated";

export type RunCost = {
  /** USD; null when unknown, and for local and simulated models. */
  usd: number | null;
  status: CostStatus;
  /** What the reader must know about the figure, e.g. "cached tokens priced as input"; null when nothing. */
  note: string | null;
};

/** The metadata of an assistant message: who wrote it and how that went. */
export type AnswerMetadata = {
  /** Of an answer by hand its own id: there is no such run. */
  runId: string;
  turnId: string;
  /** Ref of the model that answered, verbatim as sent. */
  model: string;
  /** The model's name in the catalogue, or its id. */
  modelName: string;
  providerName: string;
  /** Written by the demo provider. */
  simulated: boolean;
  outcome: RunOutcome;
  /** The provider's finish reason as normalised by the wire (`stop`, `length`, `tool_calls`, …) or as given; null when none came. */
  finishReason: string | null;
  /** null while running and when the provider reported none. */
  usage: RunUsage | null;
  timing: RunTiming;
  cost: RunCost;
  error: RunError | null;
  /** What the reader should know, e.g. "1 unreadable line was skipped". */
  notices: string[];
  /** What the answer was asked to be made of; absent for text. */
  answerFormat?: { type: "json_object" } | { type: "json_schema"; name: string };
  /** Whether the answer has the format that was asked for. Absent when none was, and while running. */
  structured?: StructuredResult;
  /** Asked for as one JSON reply: nothing was streamed. Absent otherwise. */
  generated?: true;
  /** While running: what the request waits for before it is sent; null or absent otherwise. */
  waitingFor?: string | null;
  /** Why the answer is not stored yet, as part of a sentence; null or absent otherwise. Never part of a stored answer. */
  unstored?: string | null;
  /** Of the body of its first request as sent: answers with the same one answer the same request. Absent in older answers. */
  requestDigest?: string;
  /** No run made this text: somebody reworded a model's answer, or wrote all of it. Absent otherwise. */
  byHand?: "edited" | "written";
  /** How a route came to this model; absent when the model was named itself. */
  route?: RouteTrail;
  /** The provider's rate-limit headers, as sent; absent when it sent none. */
  rateLimits?: RateLimitHeader[];
};
