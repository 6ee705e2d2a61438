import { describe, expect, it } from "vitest";
import { measureTiming } from "./measure-timing";

type Run = Parameters<typeof measureTiming>[0];

const runWith = (overrides: Partial<Run>): Run => {
  const run = {
    startedAtEpochMs: 0,
    startedAt: 1_000,
    sentAt: 1_050,
    firstTokenAt: 1_300,
    endedAt: 2_300,
    waitedMs: 0,
    outputTokens: 101,
    reasoningTokens: null,
    answer: { firstReasoningAt: null, firstAnswerAt: 1_300, stalls: [] },
    ...overrides,
  };
  const { sentAt: startedAt, firstTokenAt, endedAt } = run;
  return { requests: [{ startedAt, firstTokenAt, endedAt }], ...run };
};

describe("a run's times", () => {
  it("count the first token from sending the request: what this server did before is not the model's", () => {
    expect(measureTiming(runWith({})).firstTokenMs).toBe(250);
    expect(measureTiming(runWith({ waitedMs: 100 })).firstTokenMs).toBe(150);
  });

  it("give a speed from 40 tokens and 200 ms on", () => {
    expect(measureTiming(runWith({})).outputTokensPerSecond).toBe(100);
    expect(measureTiming(runWith({ outputTokens: 39 })).outputTokensPerSecond).toBeNull();
    expect(measureTiming(runWith({ endedAt: 1_450 })).outputTokensPerSecond).toBeNull();
  });

  it("count no reasoning into the speed that the provider kept to itself", () => {
    expect(measureTiming(runWith({ outputTokens: 1_001, reasoningTokens: 900 })).outputTokensPerSecond).toBe(
      100,
    );
    expect(
      measureTiming(runWith({ outputTokens: 930, reasoningTokens: 900 })).outputTokensPerSecond,
    ).toBeNull();
    const shown = { firstReasoningAt: 1_300, firstAnswerAt: 1_900, stalls: [] };
    const { outputTokensPerSecond } = measureTiming(
      runWith({ outputTokens: 1_001, reasoningTokens: 900, answer: shown }),
    );
    expect(outputTokensPerSecond).toBe(1_000);
  });

  it("measure the speed over the requests alone, and tell the tools' time apart", () => {
    const requests = [
      { startedAt: 1_050, firstTokenAt: 1_300, endedAt: 1_800 },
      { startedAt: 9_000, firstTokenAt: 9_100, endedAt: 9_600 },
    ];
    const timing = measureTiming(runWith({ requests, endedAt: 9_600, outputTokens: 102 }));
    expect(timing.outputTokensPerSecond).toBe(100);
    expect(timing.firstTokenMs).toBe(250);
    expect(timing.phases?.tools).toEqual([{ atMs: 800, durationMs: 7_200 }]);
  });
});
