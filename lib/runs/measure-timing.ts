import type { AnswerClockReading } from "@/lib/runs/answer-clock-reading";
import type { AnswerPhases, RunTiming } from "@/lib/runs/answer-metadata";

/** Below these a rate says more about chance than about the model. */
const minRateMs = 200;
const minRateTokens = 40;

/** One request of a run, in ms of the run's clock. */
export type RequestSpan = { startedAt: number; firstTokenAt: number | null; endedAt: number };

/**
 * A run's timing from clock readings in ms of one monotonic clock. The rate counts the output tokens after the first,
 * reasoning that was sent included, over the time from the first to the end, of each of its requests.
 */
export function measureTiming(run: {
  startedAtEpochMs: number;
  startedAt: number;
  /** When the request was handed to the wire: what we did before is no fault of the model either. */
  sentAt: number;
  firstTokenAt: number | null;
  /** In order; between two of them tools were called. */
  requests: readonly RequestSpan[];
  endedAt: number;
  /** ms spent before the request was sent: they are no fault of the model. */
  waitedMs: number;
  outputTokens: number | null;
  /** Part of output; null when the provider did not say. */
  reasoningTokens: number | null;
  /** null when nothing was sent. */
  answer: AnswerClockReading | null;
}): RunTiming {
  const { startedAtEpochMs, startedAt, sentAt, firstTokenAt, endedAt, waitedMs, answer } = run;
  const answering = run.requests.filter((request) => request.firstTokenAt !== null);
  const streamedMs = answering.reduce(
    (sum, { firstTokenAt: first, endedAt: end }) => sum + end - (first ?? end),
    0,
  );
  const outputTokens = countSeen(run);
  const isEnough = outputTokens !== null && outputTokens >= minRateTokens && streamedMs >= minRateMs;
  return {
    startedAt: startedAtEpochMs,
    firstTokenMs: firstTokenAt === null ? null : firstTokenAt - sentAt - waitedMs,
    durationMs: endedAt - startedAt,
    outputTokensPerSecond: isEnough ? ((outputTokens - answering.length) / streamedMs) * 1000 : null,
    phases: {
      sentMs: sentAt - startedAt,
      waitedMs,
      firstReasoningMs: since(answer?.firstReasoningAt ?? null, startedAt),
      firstAnswerMs: since(answer?.firstAnswerAt ?? null, startedAt),
      stalls: (answer?.stalls ?? []).map(({ from, to }) => ({
        atMs: from - startedAt,
        durationMs: to - from,
      })),
      ...toToolPauses(run.requests, startedAt),
    },
  };
}

/** The time between requests: tools were called, or waited for somebody's consent. */
function toToolPauses(requests: readonly RequestSpan[], startedAt: number): Pick<AnswerPhases, "tools"> {
  const tools = requests.slice(1).map(({ startedAt: next }, index) => {
    const before = requests[index]?.endedAt ?? next;
    return { atMs: before - startedAt, durationMs: next - before };
  });
  return tools.length === 0 ? {} : { tools };
}

/** The output tokens that arrived: reasoning that a provider keeps to itself was written before the first of them. */
function countSeen(run: {
  outputTokens: number | null;
  reasoningTokens: number | null;
  answer: AnswerClockReading | null;
}): number | null {
  const { outputTokens, reasoningTokens, answer } = run;
  if (outputTokens === null || answer === null || answer.firstReasoningAt !== null) return outputTokens;
  return Math.max(0, outputTokens - (reasoningTokens ?? 0));
}

const since = (at: number | null, start: number) => (at === null ? null : at - start);
