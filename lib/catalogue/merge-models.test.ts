import { describe, expect, it } from "vitest";
import { blankModel } from "./blank-model";
import type { CatalogueModel, ModelPrices } from "./catalogue-model";
import { findModelIn } from "./find-model";
import { mergeModels } from "./merge-models";
import { toPriceState } from "./to-price-state";

function modelWith({
  prices,
  ...overrides
}: Partial<Omit<CatalogueModel, "prices">> & { prices?: Partial<ModelPrices> }) {
  const blank = blankModel({
    providerId: "acme",
    id: "m",
    kind: "hosted",
    source: "config",
    sourceDate: "2026",
  });
  const all = { ...blank.prices, ...prices };
  return { ...blank, prices: all, priceState: toPriceState({ prices: all, kind: "hosted" }), ...overrides };
}

const merge = (...rows: CatalogueModel[]) => mergeModels(rows.map((row) => [row]))[0];

describe("a model that several sources know", () => {
  it("is one row: what the strongest says, then what the others know; unknown never wins", () => {
    const strong = modelWith({ contextTokens: 8_000, toolUse: null });
    const weak = modelWith({
      contextTokens: 4_000,
      maxOutputTokens: 1_000,
      toolUse: true,
      name: "Model M",
      source: "snapshot",
    });
    expect(merge(strong, weak)).toMatchObject({
      name: "Model M",
      contextTokens: 8_000,
      maxOutputTokens: 1_000,
      toolUse: true,
      source: "config",
    });
  });

  it("keeps a stated no", () => {
    expect(merge(modelWith({ imageInput: false }), modelWith({ imageInput: true }))?.imageInput).toBe(false);
  });

  it("has the prices of one source, never half of two; a listed 0 is a price", () => {
    const published = { inputUsdPerMTok: 2, outputUsdPerMTok: 8, cachedInputUsdPerMTok: 0.5 };
    expect(
      merge(modelWith({ prices: { inputUsdPerMTok: 1 } }), modelWith({ prices: published })),
    ).toMatchObject({
      prices: published,
      priceState: "metered",
    });
    const zero = { inputUsdPerMTok: 0, outputUsdPerMTok: 0 };
    expect(merge(modelWith({ prices: zero }), modelWith({ prices: published }))).toMatchObject({
      priceState: "listed-zero",
    });
  });

  it("does not take one price for the truth where the stronger says that it varies", () => {
    const varies = { ...modelWith({}), priceVaries: "It depends on the host." };
    const row = merge(varies, modelWith({ prices: { inputUsdPerMTok: 1, outputUsdPerMTok: 2 } }));
    expect(row).toMatchObject({ priceState: "unknown", priceVaries: "It depends on the host." });
    expect(row?.prices.inputUsdPerMTok).toBeNull();
  });

  it("does not either where the operator's file knows other things of it", () => {
    const varies = { ...modelWith({ source: "live" }), priceVaries: "It depends on the host." };
    const listed = modelWith({ prices: { inputUsdPerMTok: 1, outputUsdPerMTok: 2 } });
    expect(merge(modelWith({ contextTokens: 8_000 }), varies, listed)).toMatchObject({
      contextTokens: 8_000,
      priceState: "unknown",
      priceVaries: "It depends on the host.",
    });
    const own = modelWith({ prices: { inputUsdPerMTok: 3, outputUsdPerMTok: 4 } });
    expect(merge(own, varies, listed)).not.toHaveProperty("priceVaries");
  });

  it("is warned of for the limits it is shown with, not for those that another source had", () => {
    const odd = modelWith({ contextTokens: 1_000, maxOutputTokens: 2_000, warnings: ["Odd."] });
    expect(merge(modelWith({}), odd)?.warnings).toEqual(["Odd."]);
    expect(merge(modelWith({ contextTokens: 8_000 }), odd)?.warnings).toEqual([]);
    const long = modelWith({ contextTokens: 8_000, maxOutputTokens: 4_000 });
    expect(merge(modelWith({ contextTokens: 2_000 }), long)?.warnings).toEqual([
      "The listed maximum output exceeds the context window.",
    ]);
  });

  it("takes less input only beside the context that this is a part of", () => {
    const listed = modelWith({ contextTokens: 400_000, maxInputTokens: 272_000, source: "models.dev" });
    expect(merge(modelWith({}), listed)).toMatchObject({
      maxInputTokens: 272_000,
      origins: { maxInputTokens: { source: "models.dev" } },
    });
    expect(merge(modelWith({ contextTokens: 100_000 }), listed)).not.toHaveProperty("maxInputTokens");
  });

  it("keeps half a price where nobody has a whole one", () => {
    const half = { inputUsdPerMTok: 1 };
    expect(merge(modelWith({ prices: half }), modelWith({}))?.prices.inputUsdPerMTok).toBe(1);
    expect(merge(modelWith({}), modelWith({ prices: half }))?.prices.inputUsdPerMTok).toBe(1);
  });

  it("keeps every spelling and every warning once", () => {
    const row = merge(
      modelWith({ aliases: ["M"], warnings: ["w"] }),
      modelWith({ aliases: ["M", "mm"], warnings: ["w", "v"] }),
    );
    expect(row).toMatchObject({ aliases: ["M", "mm"], warnings: ["w", "v"] });
  });
});

describe("a ref", () => {
  const models = [
    modelWith({ ref: "acme/Big", id: "Big" }),
    modelWith({ ref: "acme/m", aliases: ["Model-M"] }),
    modelWith({ ref: "acme/big", id: "big" }),
  ];
  it.each([
    ["acme/Big", "acme/Big"],
    ["acme/big", "acme/big"],
    ["acme/BIG", "acme/Big"],
    ["acme/Model-M", "acme/m"],
    ["acme/model-m", "acme/m"],
    ["other/m", undefined],
    ["m", undefined],
  ])("%s means %s", (ref, found) => expect(findModelIn(models, ref)?.ref).toBe(found));
});

describe("prices", () => {
  it.each([
    [1, 2, "metered"],
    [0, 2, "metered"],
    [0, 0, "listed-zero"],
    [null, null, "unknown"],
    [0, null, "unknown"],
    [null, 2, "unknown"],
  ])("of %s in and %s out are %s", (input, output, state) => {
    const prices = { inputUsdPerMTok: input, outputUsdPerMTok: output, cachedInputUsdPerMTok: null };
    expect(toPriceState({ prices, kind: "hosted" })).toBe(state);
    expect(toPriceState({ prices, kind: "local" })).toBe("local");
    expect(toPriceState({ prices, kind: "demo" })).toBe("simulated");
  });
});
