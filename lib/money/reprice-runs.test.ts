import { describe, expect, it } from "vitest";
import { blankModel } from "@/lib/catalogue/blank-model";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { repriceRuns } from "./reprice-runs";

const usageOf = (inputTokens: number | null, outputTokens: number | null) => ({
  inputTokens,
  outputTokens,
  cachedInputTokens: null,
  reasoningTokens: null,
});

function modelWith(id: string, more: Partial<CatalogueModel> = {}): CatalogueModel {
  const base = blankModel({ providerId: "p", id, kind: "hosted", source: "models.dev", sourceDate: "2026" });
  return { ...base, ...more };
}

const pricedAt = (input: number, output: number): Partial<CatalogueModel> => ({
  prices: { inputUsdPerMTok: input, outputUsdPerMTok: output, cachedInputUsdPerMTok: null },
  priceState: "metered",
});

describe("the runs of a chat on other models", () => {
  it("cost what each would have, the cheapest first, then what writes nothing, what is listed at $0, and the unknown, which is never 0", () => {
    const { models } = repriceRuns(
      [usageOf(1_000_000, 100_000), usageOf(1_000_000, 100_000)],
      [
        modelWith("unknown"),
        modelWith("embedding", pricedAt(0.01, 0)),
        modelWith("trial", { ...pricedAt(0, 0), priceState: "listed-zero" }),
        modelWith("dear", pricedAt(3, 15)),
        modelWith("mine", { ...pricedAt(0, 0), priceState: "local" }),
        modelWith("cheap", pricedAt(1, 5)),
      ],
    );
    expect(models.map(({ model, usd }) => [model.id, usd])).toEqual([
      ["cheap", 3],
      ["dear", 9],
      ["embedding", 0.02],
      ["trial", 0],
      ["unknown", null],
      ["mine", null],
    ]);
  });

  it("meet a tier each by itself: two short inputs are no long one", () => {
    const tiers = [
      {
        aboveInputTokens: 200_000,
        inputUsdPerMTok: 2.5,
        outputUsdPerMTok: 15,
        cachedInputUsdPerMTok: null,
        cacheWriteUsdPerMTok: null,
      },
    ];
    const { prices } = pricedAt(1.25, 10);
    const model = modelWith("tiered", {
      priceState: "metered",
      prices: {
        inputUsdPerMTok: null,
        outputUsdPerMTok: null,
        cachedInputUsdPerMTok: null,
        ...prices,
        tiers,
      },
    });
    const usd = (...inputs: number[]) =>
      repriceRuns(
        inputs.map((input) => usageOf(input, 1_000)),
        [model],
      ).models[0]?.usd;
    expect(usd(200_000, 200_000)).toBeCloseTo(0.52, 12);
    expect(usd(200_000, 200_001)).toBeCloseTo(0.26 + 0.5150025, 12);
  });

  it("without counts are in no sum, and are counted", () => {
    const runs = [usageOf(1_000_000, 0), usageOf(5, null), null];
    expect(repriceRuns(runs, [modelWith("m", pricedAt(1, 1))])).toMatchObject({
      pricedRuns: 1,
      unpricedRuns: 2,
      models: [{ usd: 1 }],
    });
    expect(repriceRuns([null], [modelWith("m", pricedAt(1, 1))]).models[0]?.usd).toBeNull();
  });

  it("say where the longest would not have fitted", () => {
    const models = [
      modelWith("short", { contextTokens: 8_192 }),
      modelWith("long", { contextTokens: 131_072 }),
      modelWith("unstated"),
      modelWith("less-input", { contextTokens: 131_072, maxInputTokens: 8_999 }),
    ];
    const repriced = repriceRuns([usageOf(9_000, 100), usageOf(10, 10)], models).models;
    expect(repriced.map(({ isTooShort }) => isTooShort)).toEqual([true, false, null, true]);
  });
});
