import type { RunTiming } from "@/lib/runs/answer-metadata";

/** Below these a rate says more about chance than about the model. */
const minRateMs = 200;
const minRateTokens = 40;

/**
 * A run's timing from clock readings in ms of one monotonic clock. The rate counts the output tokens after the first,
 * reasoning included, over the time from the first to the end.
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
}): RunTiming {
  const { startedAtEpochMs, startedAt, sentAt, firstTokenAt, endedAt, waitedMs, outputTokens } = run;
  const streamedMs = firstTokenAt === null ? 0 : endedAt - firstTokenAt;
  const isEnough = outputTokens !== null && outputTokens >= minRateTokens && streamedMs >= minRateMs;
  return {
    startedAt: startedAtEpochMs,
    firstTokenMs: firstTokenAt === null ? null : firstTokenAt - sentAt - waitedMs,
    durationMs: endedAt - startedAt,
    outputTokensPerSecond: isEnough ? ((outputTokens - 1) / streamedMs) * 1000 : null,
  };
}
