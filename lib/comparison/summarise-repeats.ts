import type { StoredMessage } from "@/lib/chats/chat-document";
import { toPlainText } from "@/lib/chats/to-plain-text";
import type { AnswerMetadata, CostStatus } from "@/lib/runs/answer-metadata";
import { toFirstTokenMs } from "@/lib/runs/to-first-token-ms";

/** The least, the middle and the most of the values that are known. */
export type Spread = { min: number; median: number; max: number; unknownCount: number };

/** Complete answers that say the same. */
export type EqualAnswers = { text: string; ids: string[] };

/** What the answers to one request have in common and how they differ. */
export type RepeatSummary = {
  /** Most frequent first, then in the order in which they came. */
  groups: EqualAnswers[];
  completeCount: number;
  /** Ended, but not complete: never counted as an answer that differs. */
  brokenCount: number;
  /** Versions that were answers to another request. */
  otherCount: number;
  /** Of the complete answers; null where none of them has the figure. */
  spreads: { id: "total" | "first-token" | "output" | "cost"; spread: Spread | null }[];
  /** Where no cost is known: what the answers say instead. */
  costStatus: CostStatus | null;
};

/** null when nothing is known. With an even count the median lies halfway between the two in the middle. */
export function toSpread(values: readonly (number | null)[]): Spread | null {
  const known = values.filter((value) => value !== null).toSorted((a, b) => a - b);
  const [min] = known;
  const max = known.at(-1);
  const low = known[Math.ceil(known.length / 2) - 1];
  const high = known[Math.floor(known.length / 2)];
  if (min === undefined || max === undefined || low === undefined || high === undefined) return null;
  return { min, median: (low + high) / 2, max, unknownCount: values.length - known.length };
}

/** Two answers are of the same request if the same bytes were sent; of older answers only the model is known. */
function isSameRequest(a: AnswerMetadata, b: AnswerMetadata): boolean {
  if (a.model !== b.model) return false;
  return (
    a.requestDigest === undefined || b.requestDigest === undefined || a.requestDigest === b.requestDigest
  );
}

/** Compares those versions of an answer that are answers to the same request as it. Still running ones are left out. */
export function summariseRepeats(versions: readonly StoredMessage[], shownId: string): RepeatSummary {
  const ended = versions.flatMap(({ id, parts, metadata }) =>
    metadata === null || metadata.outcome === "running" ? [] : [{ id, parts, metadata }],
  );
  const shown = ended.find(({ id }) => id === shownId)?.metadata;
  const same = shown === undefined ? ended : ended.filter(({ metadata }) => isSameRequest(metadata, shown));
  const complete = same.filter(({ metadata }) => metadata.outcome === "complete");
  const figures = complete.map(({ metadata }) => metadata);
  const groups = Map.groupBy(complete, ({ parts }) => toPlainText(parts).trim());
  const spread = (pick: (answer: AnswerMetadata) => number | null) => toSpread(figures.map(pick));
  return {
    groups: [...groups]
      .map(([text, answers]) => ({ text, ids: answers.map(({ id }) => id) }))
      .toSorted((a, b) => b.ids.length - a.ids.length),
    completeCount: complete.length,
    brokenCount: same.length - complete.length,
    otherCount: ended.length - same.length,
    spreads: [
      { id: "total", spread: spread(({ timing }) => timing.durationMs) },
      { id: "first-token", spread: spread(toFirstTokenMs) },
      { id: "output", spread: spread(({ usage }) => usage?.outputTokens ?? null) },
      { id: "cost", spread: spread(({ cost }) => cost.usd) },
    ],
    costStatus: figures[0]?.cost.status ?? null,
  };
}
