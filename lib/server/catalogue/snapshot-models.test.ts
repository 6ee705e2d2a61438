import { expect, it } from "vitest";
import { builtInProviders } from "@/lib/providers/built-in-providers";
import { listSnapshotModels } from "./snapshot-models";

const hosted = builtInProviders.filter(({ kind }) => kind === "hosted").map(({ id }) => id);
const models = listSnapshotModels(hosted);

it("the snapshot knows models of most providers", () => {
  expect(models.length).toBeGreaterThan(200);
  expect(new Set(models.map(({ providerId }) => providerId)).size).toBeGreaterThan(10);
  expect(new Set(models.map(({ ref }) => ref)).size).toBe(models.length);
});

it("no row has a limit of 0, a price below 0 or a price state that its prices do not bear out", () => {
  for (const { ref, contextTokens, maxOutputTokens, prices, priceState } of models) {
    for (const limit of [contextTokens, maxOutputTokens]) {
      expect.soft(limit === null || (Number.isInteger(limit) && limit > 0), ref).toBe(true);
    }
    const { inputUsdPerMTok: input, outputUsdPerMTok: output } = prices;
    for (const price of Object.values(prices).filter((value) => typeof value === "number"))
      expect.soft(price >= 0, ref).toBe(true);
    const expected =
      input === null || output === null ? "unknown" : input + output === 0 ? "listed-zero" : "metered";
    expect.soft(priceState, ref).toBe(expected);
  }
});

it("a row whose output exceeds its context says so", () => {
  for (const { ref, contextTokens, maxOutputTokens, warnings } of models) {
    const exceeds = (maxOutputTokens ?? 0) > (contextTokens ?? Number.POSITIVE_INFINITY);
    expect.soft(warnings.length, ref).toBe(exceeds ? 1 : 0);
  }
});
