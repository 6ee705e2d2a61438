import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CatalogueModel, ModelPrices } from "@/lib/catalogue/catalogue-model";
import { toPriceState } from "@/lib/catalogue/to-price-state";
import type { RunUsage } from "@/lib/runs/answer-metadata";
import { toRunCost } from "./to-run-cost";

function pricedAt(input: number | null, output: number | null, cached: number | null = null) {
  const prices: ModelPrices = {
    inputUsdPerMTok: input,
    outputUsdPerMTok: output,
    cachedInputUsdPerMTok: cached,
  };
  return { prices, priceState: toPriceState({ prices, kind: "hosted" }) };
}

function usageWith(overrides: Partial<RunUsage> = {}): RunUsage {
  return { inputTokens: 0, cachedInputTokens: null, outputTokens: 0, reasoningTokens: null, ...overrides };
}

type Model = Pick<CatalogueModel, "prices" | "priceState">;
const cost = (usage: RunUsage | null, model: Model | null, billedUsd: number | null = null) =>
  toRunCost({ usage, billedUsd, model, kind: "hosted" });

describe("what a run cost", () => {
  it("is input and output at their prices", () => {
    const { usd, status } = cost(
      usageWith({ inputTokens: 200_000, outputTokens: 1_000 }),
      pricedAt(1.25, 10),
    );
    expect(usd).toBeCloseTo(0.26, 12);
    expect(status).toBe("estimated");
  });

  it("counts cached tokens as part of the input, at their own price", () => {
    const usage = usageWith({ inputTokens: 1_000_000, cachedInputTokens: 400_000 });
    expect(cost(usage, pricedAt(3, 15, 0.3)).usd).toBeCloseTo(0.6 * 3 + 0.4 * 0.3, 12);
  });

  it("prices cached tokens as input where their own price is not published, and says so", () => {
    const usage = usageWith({ inputTokens: 1_000_000, cachedInputTokens: 400_000 });
    expect(cost(usage, pricedAt(3, 15))).toMatchObject({
      usd: 3,
      note: expect.stringContaining("cached tokens"),
    });
  });

  it("counts reasoning tokens as part of the output, never twice", () => {
    const usage = usageWith({ outputTokens: 1_000, reasoningTokens: 900 });
    expect(cost(usage, pricedAt(1, 10)).usd).toBeCloseTo(0.01, 12);
  });

  it("prices reasoning tokens at their own price where they have one, and says when their number is not known", () => {
    const { prices, ...rest } = pricedAt(0.4, 1.2);
    const model = { ...rest, prices: { ...prices, reasoningUsdPerMTok: 4 } };
    const usage = usageWith({ outputTokens: 1_000_000, reasoningTokens: 900_000 });
    expect(cost(usage, model).usd).toBeCloseTo(0.1 * 1.2 + 0.9 * 4, 12);
    expect(cost(usageWith({ outputTokens: 1_000_000 }), model)).toMatchObject({
      usd: 1.2,
      note: expect.stringContaining("reasoning tokens at the output price"),
    });
  });

  it("is the provider's own figure where it reports one, even 0", () => {
    const usage = usageWith({ inputTokens: 10 });
    expect(cost(usage, pricedAt(1, 1), 0.5)).toMatchObject({ usd: 0.5, status: "billed" });
    expect(cost(null, null, 0)).toMatchObject({ usd: 0, status: "billed" });
  });

  it.each([
    ["an unknown model", usageWith({ inputTokens: 5 }), null, "not published"],
    ["unpublished prices", usageWith({ inputTokens: 5 }), pricedAt(null, null), "not published"],
    ["half a price", usageWith({ inputTokens: 5 }), pricedAt(1, null), "not published"],
    ["no token counts", null, pricedAt(1, 1), "no token counts"],
    ["no output count", usageWith({ inputTokens: 5, outputTokens: null }), pricedAt(1, 1), "no complete"],
    ["no input count", usageWith({ inputTokens: null, outputTokens: 5 }), pricedAt(1, 1), "no complete"],
  ])("is unknown, never 0, with %s", (_, usage, model, why) => {
    const note = expect.stringContaining(why);
    expect(cost(usage, model)).toMatchObject({ usd: null, status: "unknown", note });
  });

  it("has what each request costs besides its tokens, where nothing but that is asked too", () => {
    const withFee = (input: number) => {
      const prices = { ...pricedAt(input, input).prices, requestUsd: 0.005 };
      return { prices, priceState: toPriceState({ prices, kind: "hosted" }) };
    };
    const usage = usageWith({ inputTokens: 1_000_000, outputTokens: 0 });
    expect(cost(usage, withFee(2))).toMatchObject({ usd: 2.005, status: "estimated" });
    expect(cost(usage, withFee(0))).toMatchObject({ usd: 0.005, status: "estimated" });
  });

  it("of a model whose price varies is unknown, and says why", () => {
    const varies = { ...pricedAt(null, null), priceVaries: "It depends on the host." };
    expect(cost(usageWith({ inputTokens: 5 }), varies)).toMatchObject({
      usd: null,
      note: varies.priceVaries,
    });
  });

  it("of a model listed at 0 is 0, with a warning that this need not mean free", () => {
    expect(cost(usageWith({ inputTokens: 5 }), pricedAt(0, 0))).toMatchObject({
      usd: 0,
      status: "listed-zero",
    });
  });

  it("of a local or simulated model is no amount", () => {
    const options = { usage: usageWith({ inputTokens: 5 }), billedUsd: 1, model: pricedAt(1, 1) };
    expect(toRunCost({ ...options, kind: "local" })).toMatchObject({ usd: null, status: "local" });
    expect(toRunCost({ ...options, kind: "demo" })).toMatchObject({ usd: null, status: "simulated" });
  });
});

describe("a price with tiers", () => {
  const tier = {
    aboveInputTokens: 200_000,
    inputUsdPerMTok: 2.5,
    outputUsdPerMTok: 15,
    cachedInputUsdPerMTok: null,
    cacheWriteUsdPerMTok: null,
  };
  const tiered = pricedAt(1.25, 10);
  const model = { ...tiered, prices: { ...tiered.prices, tiers: [tier] } };

  it.each([
    [200_000, 0.26],
    [200_001, 0.5150025],
    [300_000, 0.765],
  ])("is a cliff on the whole request: %i input tokens cost %f", (inputTokens, usd) => {
    expect(cost(usageWith({ inputTokens, outputTokens: 1_000 }), model).usd).toBeCloseTo(usd, 12);
  });

  it("has the tier's prices for sound and for the cache, and says so where it has none", () => {
    const prices = { ...tiered.prices, cacheWriteUsdPerMTok: 1.5, audioInputUsdPerMTok: 1 };
    const long = usageWith({ inputTokens: 1_000_000, audioInputTokens: 400_000, cacheWriteTokens: 600_000 });
    const spoken = { ...tier, audioInputUsdPerMTok: 2 };
    const { usd, note } = cost(long, { ...tiered, prices: { ...prices, tiers: [spoken] } });
    expect(usd).toBeCloseTo(0.4 * 2 + 0.6 * 2.5, 12);
    expect(note).toContain("cache-write tokens at the input price");
  });

  it("says which price it took", () => {
    const { note } = cost(usageWith({ inputTokens: 200_001 }), model);
    expect(note).toContain("long inputs");
  });
});

describe("tokens with prices of their own", () => {
  const model = pricedAt(3, 15, 0.3);

  it("that were written to a cache are part of the input, at the price of writing", () => {
    const usage = usageWith({ inputTokens: 4_740, cacheWriteTokens: 4_735, outputTokens: 255 });
    const priced = { ...model, prices: { ...model.prices, cacheWriteUsdPerMTok: 3.75 } };
    expect(cost(usage, priced).usd).toBeCloseTo(0.02159625, 12);
  });

  it("that are spoken are priced as text where nothing else is published, which is said", () => {
    const usage = usageWith({ inputTokens: 1_000_000, audioInputTokens: 500_000 });
    expect(cost(usage, model)).toMatchObject({ usd: 3, note: expect.stringContaining("audio tokens") });
    const priced = { ...model, prices: { ...model.prices, audioInputUsdPerMTok: 9 } };
    expect(cost(usage, priced).usd).toBeCloseTo(6, 12);
  });
});

describe("for any counts and prices", () => {
  const count = fc.option(fc.nat(100_000_000), { nil: null });
  const price = fc.option(fc.double({ min: 0, max: 1_000, noNaN: true }), { nil: null });
  const usage = fc.record({
    inputTokens: count,
    cachedInputTokens: count,
    outputTokens: count,
    reasoningTokens: count,
  });
  const model = fc
    .tuple(price, price, price)
    .map(([input, output, cached]) => pricedAt(input, output, cached));

  it("a cost is null or a number that is not negative", () => {
    fc.assert(
      fc.property(usage, model, (used, priced) => {
        const { usd } = cost(used, priced);
        expect(usd === null || (Number.isFinite(usd) && usd >= 0)).toBe(true);
      }),
    );
  });

  it("more tokens never cost less", () => {
    fc.assert(
      fc.property(usage, model, fc.nat(1_000_000), (used, priced, more) => {
        const { usd } = cost(used, priced);
        if (usd === null || used.inputTokens === null || used.outputTokens === null) return;
        const inputs = cost({ ...used, inputTokens: used.inputTokens + more }, priced).usd ?? Number.NaN;
        const outputs = cost({ ...used, outputTokens: used.outputTokens + more }, priced).usd ?? Number.NaN;
        expect(inputs).toBeGreaterThanOrEqual(usd);
        expect(outputs).toBeGreaterThanOrEqual(usd);
      }),
    );
  });
});
