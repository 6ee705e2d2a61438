import { describe, expect, it } from "vitest";
import { blankModel } from "./blank-model";
import type { CatalogueModel } from "./catalogue-model";
import { compareSpecs } from "./compare-specs";

function modelWith(overrides: Partial<CatalogueModel>): CatalogueModel {
  const blank = blankModel({
    providerId: "a",
    id: "m",
    kind: "hosted",
    source: "config",
    sourceDate: "2026",
  });
  return { ...blank, ...overrides };
}

const priced = (input: number) => ({
  prices: { inputUsdPerMTok: input, outputUsdPerMTok: 1, cachedInputUsdPerMTok: null },
  priceState: "metered" as const,
});
const rowOf = (models: CatalogueModel[], label: string) =>
  compareSpecs(models).find((row) => row.label === label)?.cells ?? [];

describe("models side by side", () => {
  it("know which way is better: more context, a lower price", () => {
    const models = [
      modelWith({ contextTokens: 100, ...priced(2) }),
      modelWith({ contextTokens: 200, ...priced(3) }),
    ];
    expect(rowOf(models, "Context").map(({ verdict }) => verdict)).toEqual([null, "better"]);
    expect(rowOf(models, "Input $/1M").map(({ verdict }) => verdict)).toEqual([null, "worse"]);
  });

  it("judge nothing that is not known or listed at zero, but say that it differs", () => {
    const models = [modelWith(priced(2)), modelWith({}), modelWith(priced(0))];
    expect(rowOf(models, "Input $/1M")).toMatchObject([
      { text: "$2", verdict: null, difference: null, differs: false },
      { text: "not published", verdict: null, difference: null, differs: true },
      { text: "$0 listed", verdict: null, difference: null, differs: true },
    ]);
  });

  it("say how far a figure is from the first one's", () => {
    const models = [
      modelWith(priced(2)),
      modelWith(priced(1)),
      modelWith(priced(2.01)),
      modelWith(priced(25)),
      modelWith(priced(0.006)),
      modelWith(priced(5_000)),
    ];
    expect(rowOf(models, "Input $/1M").map(({ difference }) => difference)).toEqual([
      null,
      "−50%",
      "+0.5%",
      "×13",
      "÷333",
      "×2,500",
    ]);
  });

  it("cost what the workload costs, and nothing is made up where prices are not published", () => {
    const models = [modelWith(priced(2)), modelWith({}), modelWith(priced(0))];
    const workload = { inputTokens: 1_000_000, cachedPercent: 0, outputTokens: 0, runsPerDay: 3 };
    const rows = compareSpecs(models, { workload, kindOf: () => "hosted" });
    expect(rows.at(-1)?.cells.map(({ text }) => text)).toEqual(["$6.00", "not published", "$0 listed"]);
  });

  it("have no best capability: yes and no only differ", () => {
    const [, other] = rowOf([modelWith({ toolUse: true }), modelWith({ toolUse: false })], "Tools");
    expect(other).toMatchObject({ text: "no", verdict: null, differs: true });
  });
});
