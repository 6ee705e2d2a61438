import type { ModelPrices, PriceState, ProviderKind } from "@/lib/catalogue/catalogue-model";

/** What a row's prices mean. Both must be known to be metered; 0 and 0 is `listed-zero`, which need not mean free. */
export function toPriceState({ prices, kind }: { prices: ModelPrices; kind: ProviderKind }): PriceState {
  if (kind === "demo") return "simulated";
  if (kind === "local") return "local";
  if (prices.inputUsdPerMTok === null || prices.outputUsdPerMTok === null) return "unknown";
  const isZero = prices.inputUsdPerMTok === 0 && prices.outputUsdPerMTok === 0 && !prices.requestUsd;
  return isZero ? "listed-zero" : "metered";
}
