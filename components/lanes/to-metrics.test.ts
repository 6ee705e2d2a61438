import { describe, expect, it } from "vitest";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { toMetrics } from "./to-metrics";

function metadataWith(overrides: Partial<AnswerMetadata>): AnswerMetadata {
  return {
    runId: "run",
    turnId: "turn",
    model: "wandb/x",
    modelName: "X",
    providerName: "Weights & Biases",
    simulated: false,
    outcome: "complete",
    finishReason: "stop",
    usage: { inputTokens: 1204, cachedInputTokens: 1024, outputTokens: 845, reasoningTokens: 120 },
    timing: { startedAt: 0, firstTokenMs: 312, durationMs: 10_000, outputTokensPerSecond: 84.21 },
    cost: { usd: 0.00123, status: "estimated", note: null },
    error: null,
    notices: [],
    ...overrides,
  };
}

const values = (overrides: Partial<AnswerMetadata>) =>
  Object.fromEntries(toMetrics(metadataWith(overrides)).map(({ label, value }) => [label, value]));

describe("the numbers under an answer", () => {
  it("are what was measured and reported", () => {
    expect(values({})).toEqual({
      "First token": "312 ms",
      Speed: "84.2 tok/s",
      "Per 1,000": "$1.23",
      "Tokens in": "1,204 (1,024 cached)",
      "Tokens out": "845 (120 reasoning)",
      Cost: "$0.00123 estimated",
      Finish: "stop",
    });
  });

  it("are marked where they are the best of their turn, by more than a colour", () => {
    const marked = toMetrics(metadataWith({}), new Set(["speed"])).filter(({ isBest }) => isBest);
    expect(marked.map(({ label }) => label)).toEqual(["Speed"]);
  });

  it("are called not reported, and never 0, where the provider said nothing", () => {
    expect(values({ usage: null, finishReason: null })).toMatchObject({
      Tokens: "not reported",
      Finish: "not reported",
    });
    const usage = { inputTokens: null, cachedInputTokens: null, outputTokens: null, reasoningTokens: null };
    const timing = { startedAt: 0, firstTokenMs: null, durationMs: 5, outputTokensPerSecond: null };
    const unknown = values({ usage, timing, cost: { usd: null, status: "unknown", note: null } });
    expect(unknown).toMatchObject({
      "First token": "none came",
      Speed: "not reported",
      "Tokens in": "not reported",
      "Tokens out": "not reported",
      Cost: "unknown",
    });
    expect(JSON.stringify(unknown)).not.toContain("0");
  });

  it("keep a reported 0 apart from a part that was not reported", () => {
    const source = (reasoningTokens: number | null) =>
      toMetrics(
        metadataWith({
          usage: { inputTokens: 1, cachedInputTokens: null, outputTokens: 2, reasoningTokens },
        }),
      ).find(({ id }) => id === "output")?.source;
    expect(source(0)).toContain("0 of them went into reasoning");
    expect(source(null)).toContain("did not say");
  });

  it("name no speed for an answer too short to have one", () => {
    const timing = { startedAt: 0, firstTokenMs: 5, durationMs: 9, outputTokensPerSecond: null };
    expect(values({ timing }).Speed).toBe("too short to tell");
  });

  it("call a price that nobody published so", () => {
    expect(values({ cost: { usd: null, status: "unknown", note: null } }).Cost).toBe("not published");
  });

  it.each([
    [{ usd: 0.5, status: "billed" }, "$0.50 billed"],
    [{ usd: 0, status: "listed-zero" }, "$0 listed"],
    [{ usd: null, status: "local" }, "local"],
    [{ usd: null, status: "simulated" }, "simulated"],
  ] as const)("say what kind of cost %j is", (cost, text) => {
    expect(values({ cost: { ...cost, note: null } }).Cost).toBe(text);
  });

  it("say what the provider still grants, with its headers as the source, where they are explained", () => {
    const rateLimits = [
      { name: "x-ratelimit-limit-requests", value: "3000" },
      { name: "x-ratelimit-remaining-requests", value: "2999" },
      { name: "x-ratelimit-remaining-tokens", value: "12;w=60" },
    ];
    const granted = toMetrics(metadataWith({ rateLimits })).filter(({ isDetail }) => isDetail === true);
    expect(granted.map(({ label, value }) => [label, value])).toEqual([
      ["Requests left", "2,999 of 3,000"],
      ["Tokens left", "12;w=60"],
    ]);
    expect(granted[0]?.source).toContain("x-ratelimit-remaining-requests: 2999");
  });

  it("are not hidden when a refusal is all there is", () => {
    const rateLimits = [{ name: "x-ratelimit-remaining-requests", value: "0" }];
    const timing = { startedAt: 0, firstTokenMs: null, durationMs: 10, outputTokensPerSecond: null };
    const refused = { outcome: "failed", usage: null, finishReason: null, timing, rateLimits } as const;
    expect(toMetrics(metadataWith(refused))).toMatchObject([{ label: "Requests left", value: "0" }]);
  });

  it("call one reply by its name: it has a time, but no first token and no speed", () => {
    const shown = values({ generated: true });
    expect(shown).toMatchObject({ "One reply": "312 ms" });
    expect(Object.keys(shown)).not.toContain("First token");
    expect(Object.keys(shown)).not.toContain("Speed");
  });
});
