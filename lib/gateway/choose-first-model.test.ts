import { describe, expect, it } from "vitest";
import { blankModel } from "@/lib/catalogue/blank-model";
import type { Catalogue, CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import { chooseFirstModel } from "./choose-first-model";

const providerWith = (id: string, callable: boolean): CatalogueProvider => ({
  id,
  name: id,
  kind: "hosted",
  callable,
  reason: null,
  keyVariable: null,
  baseUrl: "https://example.com/v1",
  docsUrl: null,
  notice: null,
  ended: false,
  listing: null,
});
const modelWith = (providerId: string, id: string) =>
  blankModel({ providerId, id, kind: "hosted", source: "config", sourceDate: "2026" });
const catalogue: Catalogue = {
  providers: [providerWith("keyless", false), providerWith("acme", true)],
  routes: [],
  models: [
    modelWith("keyless", "x"),
    { ...modelWith("acme", "old"), notOffered: "Retired." },
    modelWith("acme", "large"),
  ],
  freshness: {
    checkedAt: null,
    models: null,
    skippedRows: 0,
    problem: null,
    isRefreshing: false,
    isOff: true,
  },
};

describe("the first request with a new token", () => {
  it("asks what the token may use: the simulated one if it can, else one that is named", () => {
    expect(chooseFirstModel([], catalogue)).toBe("demo/echo");
    expect(chooseFirstModel(["acme/*", "demo/*"], catalogue)).toBe("demo/echo");
    expect(chooseFirstModel(["acme/*", "keyless/x"], catalogue)).toBe("keyless/x");
  });

  it("asks one that can be called where the token names only beginnings", () => {
    expect(chooseFirstModel(["acme/*"], catalogue)).toBe("acme/large");
    expect(chooseFirstModel(["keyless/*"], catalogue)).toBe("keyless/…");
    expect(chooseFirstModel(["acme/*"], null)).toBe("acme/…");
  });
});
