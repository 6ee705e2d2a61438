import { describe, expect, it } from "vitest";
import { blankModel } from "./blank-model";
import type { CatalogueModel, CatalogueProvider } from "./catalogue-model";
import { filterModels, type ModelFilter } from "./filter-models";

function rowWith(id: string, overrides: Partial<CatalogueModel> = {}, callable = true) {
  const blank = blankModel({ providerId: "acme", id, kind: "hosted", source: "config", sourceDate: "2026" });
  const provider = { id: "acme", callable } as CatalogueProvider;
  return { model: { ...blank, ...overrides }, provider };
}

const priced = (inputUsdPerMTok: number | null) => ({
  prices: { inputUsdPerMTok, outputUsdPerMTok: 1, cachedInputUsdPerMTok: null },
});

const everything: ModelFilter = {
  can: [],
  isReady: false,
  provider: null,
  minContext: null,
  maxPrice: null,
  status: null,
  withRemoved: false,
};

const idsOf = (rows: { model: CatalogueModel }[]) => rows.map(({ model }) => model.id);

describe("filtering models", () => {
  it("keeps those that state all that is wanted: not stated is not yes", () => {
    const rows = [
      rowWith("both", { imageInput: true, toolUse: true }),
      rowWith("one", { imageInput: true, toolUse: false }),
      rowWith("silent", { imageInput: true }),
    ];
    expect(idsOf(filterModels(rows, { ...everything, can: ["image", "tools"] }).rows)).toEqual(["both"]);
  });

  it("says how many it hid because their price is not known", () => {
    const rows = [rowWith("cheap", priced(1)), rowWith("dear", priced(9)), rowWith("unknown", priced(null))];
    const { rows: left, hiddenUnknownPrices } = filterModels(rows, { ...everything, maxPrice: 2 });
    expect(idsOf(left)).toEqual(["cheap"]);
    expect(hiddenUnknownPrices).toBe(1);
  });

  it("keeps what is paid for to nobody, whatever the highest price", () => {
    const rows = [rowWith("here", { priceState: "local" }), rowWith("demo", { priceState: "simulated" })];
    const { rows: left, hiddenUnknownPrices } = filterModels(rows, { ...everything, maxPrice: 2 });
    expect(idsOf(left)).toEqual(["here", "demo"]);
    expect(hiddenUnknownPrices).toBe(0);
  });

  it("leaves out what was removed upstream, unless that is wanted", () => {
    const rows = [rowWith("here"), rowWith("gone", { removedUpstream: true })];
    expect(idsOf(filterModels(rows, everything).rows)).toEqual(["here"]);
    expect(filterModels(rows, { ...everything, withRemoved: true }).rows).toHaveLength(2);
  });

  it("keeps what can be called now", () => {
    const rows = [
      rowWith("ready"),
      rowWith("no-key", {}, false),
      rowWith("retired", { notOffered: "It ended." }),
    ];
    expect(idsOf(filterModels(rows, { ...everything, isReady: true }).rows)).toEqual(["ready"]);
  });

  it("takes an unknown context for too small", () => {
    const rows = [rowWith("large", { contextTokens: 200_000 }), rowWith("unknown")];
    expect(idsOf(filterModels(rows, { ...everything, minContext: 100_000 }).rows)).toEqual(["large"]);
  });
});
