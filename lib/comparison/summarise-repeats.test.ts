import { describe, expect, it } from "vitest";
import type { StoredMessage } from "@/lib/chats/chat-document";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { summariseRepeats, toSpread } from "./summarise-repeats";

function answerWith({ id, text, ...overrides }: { id: string; text: string } & Partial<AnswerMetadata>) {
  const metadata: AnswerMetadata = {
    runId: `run-${id}`,
    turnId: "turn",
    model: "llama/llama-4",
    modelName: "Llama 4",
    providerName: "Llama",
    simulated: false,
    outcome: "complete",
    finishReason: "stop",
    usage: { inputTokens: 10, cachedInputTokens: null, outputTokens: 20, reasoningTokens: null },
    timing: { startedAt: 0, firstTokenMs: 100, durationMs: 1_000, outputTokensPerSecond: null },
    cost: { usd: 0.002, status: "estimated", note: null },
    error: null,
    notices: [],
    requestDigest: "same",
    ...overrides,
  };
  const message: StoredMessage = {
    id,
    laneId: "lane",
    parentId: "question",
    role: "assistant",
    parts: [{ type: "text", text }],
    metadata,
    createdAt: 0,
  };
  return message;
}

describe("answers to one request", () => {
  it("are the same when their texts are, but for white space at the ends", () => {
    const summary = summariseRepeats(
      [
        answerWith({ id: "a", text: "Canberra." }),
        answerWith({ id: "b", text: "Sydney." }),
        answerWith({ id: "c", text: " Sydney.\n" }),
        answerWith({ id: "d", text: "sydney." }),
      ],
      "a",
    );
    expect(summary.groups.map(({ ids }) => ids)).toEqual([["b", "c"], ["a"], ["d"]]);
    expect(summary.completeCount).toBe(4);
  });

  it("that did not come to their end are counted apart, running ones not at all", () => {
    const summary = summariseRepeats(
      [
        answerWith({ id: "a", text: "Yes." }),
        answerWith({ id: "b", text: "Ye", outcome: "stopped" }),
        answerWith({ id: "c", text: "", outcome: "failed" }),
        answerWith({ id: "d", text: "Y", outcome: "running" }),
      ],
      "a",
    );
    expect(summary).toMatchObject({ completeCount: 1, brokenCount: 2, otherCount: 0 });
    expect(summary.groups).toHaveLength(1);
  });

  it("leave out versions for which something else was sent, or another model asked", () => {
    const versions = [
      answerWith({ id: "a", text: "1", requestDigest: "other" }),
      answerWith({ id: "b", text: "2" }),
      answerWith({ id: "c", text: "3" }),
      answerWith({ id: "d", text: "4", model: "demo/echo" }),
    ];
    expect(summariseRepeats(versions, "b")).toMatchObject({ completeCount: 2, otherCount: 2 });
    expect(summariseRepeats(versions, "a")).toMatchObject({ completeCount: 1, otherCount: 3 });
  });

  it("spread in time, length and cost; what nobody said stays unknown", () => {
    const unknown = { usd: null, status: "unknown" as const, note: null };
    const timing = { startedAt: 0, firstTokenMs: 300, durationMs: 3_000, outputTokensPerSecond: null };
    const { spreads, costStatus } = summariseRepeats(
      [
        answerWith({ id: "a", text: "1", cost: unknown }),
        answerWith({ id: "b", text: "2", cost: unknown, timing, usage: null }),
      ],
      "a",
    );
    expect(spreads).toEqual([
      { id: "total", spread: { min: 1_000, median: 2_000, max: 3_000, unknownCount: 0 } },
      { id: "first-token", spread: { min: 100, median: 200, max: 300, unknownCount: 0 } },
      { id: "output", spread: { min: 20, median: 20, max: 20, unknownCount: 1 } },
      { id: "cost", spread: null },
    ]);
    expect(costStatus).toBe("unknown");
  });
});

describe("a spread", () => {
  it("has the middle value of an odd count as its median, and keeps 0", () => {
    expect(toSpread([5, 0, 1])).toEqual({ min: 0, median: 1, max: 5, unknownCount: 0 });
  });

  it("of nothing known is not there", () => {
    expect(toSpread([null, null])).toBeNull();
    expect(toSpread([])).toBeNull();
  });
});
