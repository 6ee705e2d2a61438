import type { AnswerClockReading } from "@/lib/runs/answer-clock-reading";
import type { RunTiming } from "@/lib/runs/answer-metadata";

/** Below these a rate says more about chance than about the model. */
const minRateMs = 200;
const minRateTokens = 40;

/**
 * A run's timing from clock readings in ms of one monotonic clock. The rate counts the output tokens after the first,
 * reasoning that was sent included, over the time from the first to the end.
 */
export function measureTiming(run: {
  startedAtEpochMs: number;
  startedAt: number;
  /** When the request was handed to the wire: what we did before is no fault of the model either. */
  sentAt: number;
  firstTokenAt: number | null;
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
  const streamedMs = firstTokenAt === null ? 0 : endedAt - firstTokenAt;
  const outputTokens = countSeen(run);
  const isEnough = outputTokens !== null && outputTokens >= minRateTokens && streamedMs >= minRateMs;
  return {
    startedAt: startedAtEpochMs,
    firstTokenMs: firstTokenAt === null ? null : firstTokenAt - sentAt - waitedMs,
    durationMs: endedAt - startedAt,
    outputTokensPerSecond: isEnough ? ((outputTokens - 1) / streamedMs) * 1000 : null,
    phases: {
      sentMs: sentAt - startedAt,
      waitedMs,
      firstReasoningMs: since(answer?.firstReasoningAt ?? null, startedAt),
      firstAnswerMs: since(answer?.firstAnswerAt ?? null, startedAt),
      stalls: (answer?.stalls ?? []).map(({ from, to }) => ({
        atMs: from - startedAt,
        durationMs: to - from,
      })),
    },
  };
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
