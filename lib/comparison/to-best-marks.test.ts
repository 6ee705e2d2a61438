import { describe, expect, it } from "vitest";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { toBestMarks, toBestsByRun } from "./to-best-marks";

function answerWith(runId: string, figures: { firstTokenMs?: number; speed?: number; usd?: number }) {
  const { firstTokenMs = null, speed = null, usd = null } = figures;
  return {
    runId,
    outcome: "complete",
    timing: { startedAt: 0, firstTokenMs, durationMs: 1, outputTokensPerSecond: speed },
    cost: { usd, status: usd === null ? "unknown" : "estimated", note: null },
  } as unknown as AnswerMetadata;
}

describe("the best of a turn", () => {
  it("is the first to answer, the fastest and the cheapest", () => {
    const marks = toBestMarks([
      answerWith("a", { firstTokenMs: 100, speed: 50, usd: 0.2 }),
      answerWith("b", { firstTokenMs: 300, speed: 90, usd: 0.1 }),
    ]);
    expect(marks.get("a")).toEqual(new Set(["first-token"]));
    expect(marks.get("b")).toEqual(new Set(["speed", "cost"]));
  });

  it("is nobody where only one has the figure, or all have the same", () => {
    const marks = toBestMarks([
      answerWith("a", { firstTokenMs: 100, usd: 0.2 }),
      answerWith("b", { firstTokenMs: 100 }),
    ]);
    expect(marks.size).toBe(0);
  });

  it("is not what is listed at zero, which need not mean free", () => {
    const zero = answerWith("a", { usd: 0 });
    const listed = { ...zero, cost: { ...zero.cost, status: "listed-zero" as const } };
    expect(toBestMarks([listed, answerWith("b", { usd: 0.1 }), answerWith("c", { usd: 0.2 })]).get("a")).toBe(
      undefined,
    );
  });

  it("is not the first to answer by a reply that was not streamed", () => {
    const reply = { ...answerWith("a", { firstTokenMs: 1 }), generated: true as const };
    expect(toBestMarks([reply, answerWith("b", { firstTokenMs: 5 })]).size).toBe(0);
    const marks = toBestMarks([
      reply,
      answerWith("b", { firstTokenMs: 5 }),
      answerWith("c", { firstTokenMs: 9 }),
    ]);
    expect([...marks.keys()]).toEqual(["b"]);
  });

  it("is none that failed or was stopped", () => {
    const stopped = { ...answerWith("a", { firstTokenMs: 1 }), outcome: "stopped" as const };
    expect(toBestMarks([stopped, answerWith("b", { firstTokenMs: 5 })]).size).toBe(0);
  });
});

describe("the bests of a chat", () => {
  it("compare each answer with those of its own turn only, and nothing where a turn has one answer", () => {
    const inTurn = (turnId: string, runId: string, usd: number) => ({
      ...answerWith(runId, { usd }),
      turnId,
    });
    const bests = toBestsByRun([
      inTurn("1", "a", 5),
      inTurn("2", "c", 1),
      inTurn("1", "b", 4),
      inTurn("3", "d", 0.1),
    ]);
    expect([...bests.keys()]).toEqual(["b"]);
    const four = toBestsByRun([
      inTurn("1", "a", 5),
      inTurn("1", "b", 4),
      inTurn("2", "c", 1),
      inTurn("2", "d", 2),
    ]);
    expect([...four.keys()]).toEqual(["b", "c"]);
  });
});
