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
    expect(rowOf(models, "Input $/1M")).toEqual([
      { text: "$2", verdict: null, differs: false },
      { text: "not published", verdict: null, differs: true },
      { text: "$0 listed", verdict: null, differs: true },
    ]);
  });

  it("have no best capability: yes and no only differ", () => {
    const [, other] = rowOf([modelWith({ toolUse: true }), modelWith({ toolUse: false })], "Tools");
    expect(other).toEqual({ text: "no", verdict: null, differs: true });
  });
});
