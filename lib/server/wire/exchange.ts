import "server-only";
import type { RefusedField } from "@/lib/refusals/find-refused-field";
import type { RunUsage } from "@/lib/runs/answer-metadata";
import type { RunErrorCode } from "@/lib/runs/run-error";
import type { AnswerClock } from "./answer-clock";

/** Who is on the other end: what an error card needs to give the right advice. */
export type WireProvider = {
  id: string;
  name: string;
  kind: "hosted" | "local" | "demo";
  keyVariable: string | null;
};

/** All in ms. Keep-alive comments and any other byte count as life for `idle`, not for `firstToken`. */
export type WireTimeouts = {
  /** Request sent → response headers. */
  headersMs: number;
  /** Response headers → first text, reasoning or tool call. */
  firstTokenMs: number;
  /** Between two reads of the body. */
  idleMs: number;
  /** Request sent → end of the body. */
  totalMs: number;
  /** Request sent → first text, reasoning or tool call of a stream, where somebody else could be asked meanwhile. */
  beginMs?: number;
};

/** Another model that can be asked instead, until this one's first token. */
export type Alternative = {
  /** How long that first token may take; null for as long as usual. */
  beginMs: number | null;
};

/** How the provider itself names an error; null where it does not. Secrets masked. */
export type NamedError = {
  /** A word such as "context_length_exceeded": a number says no more than the status. */
  code: string | null;
  type: string | null;
  /** The field of the request that it is about. */
  param: string | null;
};

/** What went wrong on the wire, before it is put in words for a user. */
export type WireFault = {
  code: RunErrorCode;
  status: number | null;
  /** The provider's own words, cut to 500 characters, secrets masked. */
  providerMessage: string | null;
  /** All of those words, where they are longer and passed on to another program. */
  wholeMessage?: string;
  requestId: string | null;
  /** Epoch ms. */
  retryAt: number | null;
  /** What the system said when the connection failed, e.g. "connect ECONNREFUSED 127.0.0.1:11434". */
  systemMessage?: string;
  /** Absent where the provider names none. */
  named?: NamedError;
  /** The body field for which the request was refused; absent when the provider names none. */
  refusedField?: RefusedField;
};

/**
 * One HTTP exchange with a provider, filled in while it happens. A run reads it afterwards: the SDK
 * loses too much of it. Times are `performance.now()` ms.
 */
export type WireExchange = {
  url: string;
  /** As sent, `authorization` and other secrets masked. Of what is passed on neither headers nor bodies are kept. */
  requestHeaders: Record<string, string>;
  /** As sent, secrets masked. */
  requestBody: string;
  /** Asked for as a stream; else as one reply, whose first token nobody sees. */
  isStream: boolean;
  status: number | null;
  /** The beginning of the body as it came, at most 64 K characters; secrets masked once the exchange is over. */
  responseText: string;
  /** Secrets masked. */
  responseHeaders: Record<string, string>;
  requestId: string | null;
  startedAt: number;
  headersAt: number | null;
  /** First text, reasoning or tool call; of one reply when all of it was there. */
  firstTokenAt: number | null;
  endedAt: number | null;
  /** ms spent before sending: in the queue, or because the provider asked to wait. */
  waitedMs: number;
  /** As normalised; unknown ones as given; null when none came. */
  finishReason: string | null;
  /** As the provider reported it; null when it did not. */
  usage: RunUsage | null;
  /** USD the provider says it billed (`usage.cost`); null when it does not say. */
  billedUsd: number | null;
  /** What came of the answer so far: text, reasoning, refusals, tool names and arguments. */
  answerCharacters: number;
  /** The first fault; null when there was none. */
  fault: WireFault | null;
  /** What was mended or left out and the reader should know, e.g. "1 unreadable line was skipped". */
  notices: string[];
  /** When the content came. */
  clock: AnswerClock;
};
