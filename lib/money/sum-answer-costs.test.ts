import { describe, expect, it } from "vitest";
import type { AnswerMetadata, RunCost } from "@/lib/runs/answer-metadata";
import { sumAnswerCosts, toDistinctRuns } from "./sum-answer-costs";

const timing = { startedAt: 0, firstTokenMs: 5, durationMs: 9, outputTokensPerSecond: null };

function answerWith(runId: string, cost: Partial<RunCost>, more: Partial<AnswerMetadata> = {}) {
  const whole: RunCost = { usd: null, status: "unknown", note: null, ...cost };
  return { runId, cost: whole, usage: null, timing, outcome: "complete" as const, ...more };
}

describe("what the answers of a chat cost", () => {
  it("is what was billed and what is estimated, each by itself", () => {
    const billed = answerWith("a", { usd: 2, status: "billed" });
    const estimated = answerWith("b", { usd: 0.5, status: "estimated" });
    expect(sumAnswerCosts([billed, estimated])).toEqual({ billedUsd: 2, estimatedUsd: 0.5, unknownCount: 0 });
    expect(sumAnswerCosts([billed])).toMatchObject({ estimatedUsd: null });
  });

  it("counts an answer once, in however many lanes a copy of it stands", () => {
    const answer = answerWith("a", { usd: 2, status: "estimated" });
    const runs = toDistinctRuns([answer, answer, answerWith("b", { usd: 1, status: "estimated" })]);
    expect(sumAnswerCosts(runs)).toMatchObject({ estimatedUsd: 3 });
  });

  it("is unknown of what used something at no known price, not of what is free or never began", () => {
    const refused = { outcome: "failed" as const, timing: { ...timing, firstTokenMs: null } };
    const answers = [
      answerWith("unpriced", {}),
      answerWith("refused", {}, refused),
      answerWith("demo", { status: "simulated" }),
      answerWith("mine", { status: "local" }),
    ];
    expect(sumAnswerCosts(answers)).toEqual({ billedUsd: null, estimatedUsd: null, unknownCount: 1 });
  });
});
