import type { RunOutcome } from "@/lib/runs/answer-metadata";

type EndedRun = {
  /** Its tokens are known, or guessed. */
  isCounted: boolean;
  /** Something of its answer came. */
  began: boolean;
  outcome: RunOutcome;
};

/** A run that ended before anything came has nothing that a price could be put on; of one that broke off nobody knows. */
export const hasUsed = ({ isCounted, began, outcome }: EndedRun): boolean =>
  isCounted || began || outcome === "complete" || outcome === "interrupted";
