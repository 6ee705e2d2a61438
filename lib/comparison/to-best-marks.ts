import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { toFirstTokenMs } from "@/lib/runs/to-first-token-ms";

/** What an answer can be best at among the answers of its turn. */
export type BestMark = "first-token" | "speed" | "cost";

const figures: Record<BestMark, { of: (answer: AnswerMetadata) => number | null; isLowBest: boolean }> = {
  "first-token": { of: toFirstTokenMs, isLowBest: true },
  speed: { of: ({ timing }) => timing.outputTokensPerSecond, isLowBest: false },
  // A price listed as 0 need not mean free.
  cost: { of: ({ cost }) => (cost.status === "listed-zero" ? null : cost.usd), isLowBest: true },
};

/**
 * By run id, what each complete answer of one turn was best at. Nothing is best where fewer than two answers have the
 * figure, or where all of them have the same.
 */
export function toBestMarks(answers: readonly AnswerMetadata[]): Map<string, ReadonlySet<BestMark>> {
  const complete = answers.filter(({ outcome }) => outcome === "complete");
  const marks = new Map<string, Set<BestMark>>();
  for (const [mark, { of, isLowBest }] of Object.entries(figures) as [
    BestMark,
    (typeof figures)[BestMark],
  ][]) {
    const known = complete.flatMap((answer) => {
      const value = of(answer);
      return value === null ? [] : [{ runId: answer.runId, value }];
    });
    const values = known.map(({ value }) => value);
    const best = isLowBest ? Math.min(...values) : Math.max(...values);
    if (new Set(values).size < 2) continue;
    for (const { runId, value } of known) {
      if (value === best) marks.set(runId, (marks.get(runId) ?? new Set()).add(mark));
    }
  }
  return marks;
}

/** By run id, what the answers of a chat were best at, each in its own turn. A turn of one answer has no best. */
export function toBestsByRun(
  answers: readonly (AnswerMetadata & { turnId: string })[],
): ReadonlyMap<string, ReadonlySet<BestMark>> {
  const turns = [...Map.groupBy(answers, ({ turnId }) => turnId).values()];
  return new Map(turns.flatMap((turn) => (turn.length > 1 ? [...toBestMarks(turn)] : [])));
}
