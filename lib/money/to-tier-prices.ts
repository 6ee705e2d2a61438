import type { ModelPrices } from "@/lib/catalogue/catalogue-model";

/**
 * The prices of a request with so many input tokens. A tier is a cliff: strictly above its threshold its prices hold for
 * the whole request (models.dev's `tiers`; Google and Anthropic publish them so).
 */
export function toTierPrices(prices: ModelPrices, inputTokens: number | null): ModelPrices {
  const tier = (prices.tiers ?? []).findLast(({ aboveInputTokens }) => (inputTokens ?? 0) > aboveInputTokens);
  if (tier === undefined) return prices;
  const { aboveInputTokens: _, cacheWriteUsdPerMTok, ...others } = tier;
  // What is written to the cache is priced as long input is, where the tier has no price of its own for it.
  const { cacheWriteUsdPerMTok: __, ...untouched } = prices;
  return {
    ...untouched,
    ...others,
    ...(cacheWriteUsdPerMTok !== null && { cacheWriteUsdPerMTok }),
  };
}
