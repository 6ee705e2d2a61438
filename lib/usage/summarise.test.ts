import { describe, expect, it } from "vitest";
import {
  addGroup,
  emptySum,
  keyOf,
  listRows,
  listRowsOfDay,
  quantileOf,
  sumGroups,
  totalUsd,
  type UsageMeasure,
} from "./summarise";
import type { UsageGroup } from "./usage-report";

const groupWith = (overrides: Partial<UsageGroup> = {}): UsageGroup => ({
  day: 20_000,
  model: "acme/large",
  source: "gateway",
  tokenId: null,
  outcome: "complete",
  costStatus: "estimated",
  usageSource: "reported",
  began: true,
  runs: 1,
  inputTokens: 10,
  outputTokens: 5,
  usd: 0.5,
  ...overrides,
});

describe("usage", () => {
  it("keeps billed and estimated money apart", () => {
    const sum = sumGroups([groupWith(), groupWith({ costStatus: "billed", usd: 2 })]);
    expect(sum).toMatchObject({ billedUsd: 2, estimatedUsd: 0.5, unpricedRuns: 0, runs: 2 });
    expect(sum).toMatchObject({ billedRuns: 1, estimatedRuns: 1 });
    const listedAtZero = sumGroups([groupWith({ costStatus: "listed-zero", usd: 0 })]);
    expect(listedAtZero).toMatchObject({ estimatedUsd: 0, estimatedRuns: 1, billedRuns: 0 });
    expect(totalUsd(sum)).toBe(2.5);
  });

  it("counts runs of unknown price apart, never as 0 dollars among the others", () => {
    const sum = addGroup(emptySum(), groupWith({ costStatus: "unknown", usd: 0, runs: 3 }));
    expect(sum).toMatchObject({ unpricedRuns: 3, billedUsd: 0, estimatedUsd: 0 });
  });

  it("does not call a run unpriced that ended before anything came", () => {
    const uncounted = { usageSource: null, inputTokens: 0, outputTokens: 0 } as const;
    const nothing = { ...uncounted, costStatus: "unknown", began: false, usd: 0 } as const;
    const refused = groupWith({ ...nothing, outcome: "failed" });
    expect(addGroup(emptySum(), refused)).toMatchObject({ unpricedRuns: 0, failed: 1 });
    expect(addGroup(emptySum(), groupWith({ ...nothing, outcome: "stopped" })).unpricedRuns).toBe(0);
  });

  it("calls a run unpriced that was stopped or broke off in the middle: it cost what nobody reported", () => {
    const uncounted = { costStatus: "unknown", usageSource: null, usd: 0, runs: 2 } as const;
    for (const outcome of ["stopped", "failed", "incomplete"] as const)
      expect(addGroup(emptySum(), groupWith({ ...uncounted, outcome })).unpricedRuns).toBe(2);
    const killed = groupWith({ ...uncounted, outcome: "interrupted", began: false });
    expect(addGroup(emptySum(), killed).unpricedRuns).toBe(2);
  });

  it("knows of no tokens where every run ended before anything was counted", () => {
    const refused = groupWith({ outcome: "failed", usageSource: null, inputTokens: 0, outputTokens: 0 });
    expect(sumGroups([refused, refused]).countedRuns).toBe(0);
    expect(sumGroups([refused, groupWith({ inputTokens: 0 })]).countedRuns).toBe(1);
  });

  it("says how many runs used tokens that nobody counted: they are in no sum, and not 0", () => {
    const silent = groupWith({ usageSource: null, inputTokens: 0, outputTokens: 0, runs: 2 });
    const refused = groupWith({ ...silent, outcome: "failed", began: false });
    const running = groupWith({ ...silent, outcome: "running", began: false, costStatus: null });
    expect(sumGroups([groupWith(), silent, refused, running])).toMatchObject({
      countedRuns: 1,
      uncountedRuns: 2,
    });
  });

  it("says how many runs have tokens that are a guess", () => {
    expect(sumGroups([groupWith(), groupWith({ usageSource: "estimated", runs: 4 })]).guessedRuns).toBe(4);
  });

  it("adds up by model, provider, source and caller", () => {
    const group = groupWith({ model: "wandb/Qwen/Qwen3", tokenId: "t1" });
    expect([
      keyOf(group, "model"),
      keyOf(group, "provider"),
      keyOf(group, "source"),
      keyOf(group, "caller"),
    ]).toEqual(["wandb/Qwen/Qwen3", "wandb", "gateway", "t1"]);
    const rows = listRows(
      { groups: [group, groupWith({ source: "chat", usd: 9 }), groupWith()], tokenNames: { t1: "CI" } },
      { dimension: "caller", measure: "usd" },
    );
    expect(rows.map(({ name, sum }) => [name, sum.runs])).toEqual([
      ["Browser", 1],
      ["CI", 1],
      ["Programs without a token", 1],
    ]);
  });

  it("has those first that have the most of what is looked at, and keeps their places on one day", () => {
    const groups = [
      groupWith({ model: "acme/dear", usd: 9, inputTokens: 1 }),
      groupWith({ model: "acme/wordy", usd: 1, inputTokens: 900 }),
      groupWith({ model: "acme/wordy", usd: 1, inputTokens: 7, day: 20_001 }),
    ];
    const rowsBy = (measure: UsageMeasure) =>
      listRows({ groups, tokenNames: {} }, { dimension: "model", measure });
    expect(rowsBy("usd").map(({ name }) => name)).toEqual(["acme/dear", "acme/wordy"]);
    expect(rowsBy("tokens").map(({ name }) => name)).toEqual(["acme/wordy", "acme/dear"]);
    const ofDay = listRowsOfDay(rowsBy("usd"), { groups, dimension: "model", day: 20_001 });
    expect(ofDay).toMatchObject([{ name: "acme/wordy", place: 1, sum: { runs: 1, inputTokens: 7 } }]);
  });

  it("has quantiles that lie between values, and none of nothing", () => {
    expect(quantileOf([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantileOf([7], 0.95)).toBe(7);
    expect(quantileOf([], 0.5)).toBeNull();
  });
});
