import { expect, it } from "vitest";
import { blankModel } from "@/lib/catalogue/blank-model";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { describeTokenCost } from "./describe-token-cost";

function modelWith(overrides: Partial<CatalogueModel>): CatalogueModel {
  const blank = blankModel({
    providerId: "acme",
    id: "m",
    kind: "hosted",
    source: "documented",
    sourceDate: "2025",
  });
  return { ...blank, ...overrides };
}

const prices = { inputUsdPerMTok: 1, outputUsdPerMTok: 10, cachedInputUsdPerMTok: null };

it("says what one token costs, and never that an unknown price is none", () => {
  expect(describeTokenCost(modelWith({ prices, priceState: "metered" }))).toMatch(
    /about \$0\.0000\d+, going by its price \(from the provider's documentation, 2025\)/,
  );
  const elsewhere = { prices: { source: "models.dev", sourceDate: "2026-11-01" } } as const;
  expect(describeTokenCost(modelWith({ prices, priceState: "metered", origins: elsewhere }))).toContain(
    "from models.dev, 2026-11-01",
  );
  expect(describeTokenCost(modelWith({}))).toContain("not published");
  expect(describeTokenCost(modelWith({ priceState: "listed-zero" }))).toContain("need not mean free");
  expect(describeTokenCost(modelWith({ priceState: "local" }))).toContain("your machine");
});
