import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { hasUsed } from "@/lib/usage/has-used";

type PaidAnswer = Pick<AnswerMetadata, "cost" | "usage" | "timing" | "outcome">;

/** What answers really cost; money apart by where its figure comes from, null where no answer has such a figure. */
export type AnswerCosts = {
  billedUsd: number | null;
  estimatedUsd: number | null;
  /** Answers that used something of which nobody knows what it cost. */
  unknownCount: number;
};

/** The answers without copies: one that a cloned lane shows too was asked for, and paid for, once. */
export const toDistinctRuns = <Answer extends { runId: string }>(answers: readonly Answer[]): Answer[] => [
  ...new Map(answers.map((answer) => [answer.runId, answer])).values(),
];

/** Each of these answers has its own run. */
export function sumAnswerCosts(answers: readonly PaidAnswer[]): AnswerCosts {
  const known = answers.flatMap(({ cost: { usd, status } }) => (usd === null ? [] : [{ usd, status }]));
  return {
    billedUsd: sumOf(known.filter(({ status }) => status === "billed")),
    estimatedUsd: sumOf(known.filter(({ status }) => status !== "billed")),
    unknownCount: answers.filter(isUnpriced).length,
  };
}

const sumOf = (costs: readonly { usd: number }[]): number | null =>
  costs.length === 0 ? null : costs.reduce((sum, { usd }) => sum + usd, 0);

const isUnpriced = ({ cost, usage, timing, outcome }: PaidAnswer): boolean =>
  cost.status === "unknown" &&
  hasUsed({ isCounted: usage !== null, began: timing.firstTokenMs !== null, outcome });
