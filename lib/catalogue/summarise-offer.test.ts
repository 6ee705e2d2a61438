import { describe, expect, it } from "vitest";
import { blankModel } from "./blank-model";
import type { CatalogueModel } from "./catalogue-model";
import { summariseOffer } from "./summarise-offer";

function modelWith(id: string, overrides: Partial<CatalogueModel> = {}): CatalogueModel {
  const blank = blankModel({
    providerId: "acme",
    id,
    kind: "hosted",
    source: "models.dev",
    sourceDate: "2026-11-01",
  });
  return { ...blank, ...overrides };
}

const priced = (input: number, output: number): Partial<CatalogueModel> => ({
  prices: { inputUsdPerMTok: input, outputUsdPerMTok: output, cachedInputUsdPerMTok: null },
  priceState: input === 0 && output === 0 ? "listed-zero" : "metered",
});

describe("a provider's models in a few numbers", () => {
  it("have ranges over what is known, and count what is not", () => {
    const summary = summariseOffer([
      modelWith("a", { ...priced(0.1, 0.5), contextTokens: 8_000 }),
      modelWith("b", { ...priced(3, 15), contextTokens: 200_000, maxOutputTokens: 4_000 }),
      modelWith("c", priced(0, 0)),
      modelWith("d"),
    ]);
    expect(summary).toMatchObject({
      offered: 4,
      contextTokens: { min: 8_000, max: 200_000, known: 2 },
      maxOutputTokens: { min: 4_000, max: 4_000, known: 1 },
      inputUsdPerMTok: { min: 0.1, max: 3, known: 2 },
      outputUsdPerMTok: { min: 0.5, max: 15 },
      listedAtZero: 1,
      unknownPrices: 1,
    });
  });

  it("leave out what is not offered, unless nothing is", () => {
    const gone = { ...priced(9, 9), notOffered: "It was retired." };
    const some = summariseOffer([modelWith("a", priced(1, 2)), modelWith("b", gone)]);
    expect(some).toMatchObject({ offered: 1, notOffered: 1, inputUsdPerMTok: { min: 1, max: 1 } });
    const none = summariseOffer([modelWith("b", gone)]);
    expect(none).toMatchObject({ offered: 0, notOffered: 1, inputUsdPerMTok: { min: 9, max: 9 } });
    const removed = summariseOffer([modelWith("a"), modelWith("b", { removedUpstream: true })]);
    expect(removed).toMatchObject({ offered: 1, removedUpstream: 1 });
  });

  it("say who told of how many", () => {
    const { sources } = summariseOffer([
      modelWith("a", { source: "documented", sourceDate: "2025" }),
      modelWith("b"),
      modelWith("c"),
    ]);
    expect(sources).toEqual([
      { source: "models.dev", sourceDate: "2026-11-01", models: 2 },
      { source: "documented", sourceDate: "2025", models: 1 },
    ]);
  });
});
