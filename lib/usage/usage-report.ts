import { z } from "zod";
import type { CostStatus, RunOutcome } from "@/lib/runs/answer-metadata";
import { type UsagePeriod, usagePeriods } from "./usage-choice";

/** A period as it stands in an address; 30 days when it says nothing that is one. */
export const usagePeriodSchema = z.coerce
  .number()
  .pipe(z.literal([...usagePeriods]))
  .catch(30);

/** Runs that have everything named here in common, added up. Sums are of what is known. */
export type UsageGroup = {
  /** Days since 1970, UTC. */
  day: number;
  /** Model ref. */
  model: string;
  source: "chat" | "gateway";
  tokenId: string | null;
  outcome: RunOutcome;
  /** null while a run goes on. */
  costStatus: CostStatus | null;
  usageSource: "reported" | "estimated" | null;
  /** Something of their answers came, whether or not anybody counted it. */
  began: boolean;
  runs: number;
  inputTokens: number;
  outputTokens: number;
  /** Of runs whose cost is known. */
  usd: number;
};

/** Latencies of the runs of one model, in ms; null when none is known. */
export type LatencyRow = {
  model: string;
  runs: number;
  firstTokenP50Ms: number | null;
  firstTokenP95Ms: number | null;
  durationP50Ms: number | null;
  durationP95Ms: number | null;
};

/** So many kinds of failures are listed at most, the most frequent. */
export const maxFailureRows = 50;
export type FailureRow = { model: string; errorCode: string; runs: number };

/** `GET /api/usage?days=30`. */
export type UsageReport = {
  days: UsagePeriod;
  /** The last day, as in `UsageGroup`. */
  today: number;
  groups: UsageGroup[];
  latencies: LatencyRow[];
  /** How many runs the latencies were taken from; the newest, when there are more. */
  latencyRuns: number;
  failures: FailureRow[];
  /** Names of the tokens that ran something. */
  tokenNames: Record<string, string>;
  /** This month's budget of the whole server in USD; null when there is none. */
  budget: { limitUsd: number; spentUsd: number } | null;
};
