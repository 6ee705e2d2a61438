import type { CatalogueModel, ProviderKind } from "@/lib/catalogue/catalogue-model";
import type { RunCost, RunUsage } from "@/lib/runs/answer-metadata";

type PricedModel = Pick<CatalogueModel, "prices" | "priceState">;

const tokensPerMTok = 1_000_000;

/** A kind of tokens in USD; null when tokens were used whose number or price is unknown. */
function toUsd(tokens: number | null, usdPerMTok: number | null): number | null {
  if (tokens === 0) return 0;
  if (tokens === null || usdPerMTok === null) return null;
  return (tokens * usdPerMTok) / tokensPerMTok;
}

const unknown = (note: string): RunCost => ({ usd: null, status: "unknown", note });

/**
 * What a run cost, in USD. A figure the provider reports wins (`billed`); else it is estimated from published prices:
 * cached tokens are part of the input and reasoning tokens part of the output, so neither is added again.
 */
export function toRunCost(options: {
  usage: RunUsage | null;
  billedUsd: number | null;
  /** null for a model the catalogue does not know. */
  model: PricedModel | null;
  kind: ProviderKind;
}): RunCost {
  const { usage, billedUsd, model, kind } = options;
  if (kind === "demo") return { usd: null, status: "simulated", note: "Simulated: nothing was called." };
  if (kind === "local") return { usd: null, status: "local", note: "Runs on your own machine." };
  if (billedUsd !== null) return { usd: billedUsd, status: "billed", note: "As the provider reported it." };
  if (model === null || model.priceState === "unknown")
    return unknown("The provider's prices are not published.");
  if (usage === null) return unknown("The provider reported no token counts.");
  return estimate(usage, model);
}

function estimate(usage: RunUsage, { prices, priceState }: PricedModel): RunCost {
  const { inputTokens, outputTokens } = usage;
  const cachedTokens = usage.cachedInputTokens ?? 0;
  const freshTokens = inputTokens === null ? null : Math.max(0, inputTokens - cachedTokens);
  const cachedPrice = prices.cachedInputUsdPerMTok ?? prices.inputUsdPerMTok;
  const parts = [
    toUsd(freshTokens, prices.inputUsdPerMTok),
    toUsd(cachedTokens, cachedPrice),
    toUsd(outputTokens, prices.outputUsdPerMTok),
  ];
  if (parts.some((part) => part === null)) return unknown("The provider reported no complete token counts.");
  const usd = parts.reduce((sum: number, part) => sum + (part ?? 0), 0);
  if (priceState === "listed-zero") {
    return { usd, status: "listed-zero", note: "Listed at $0, which need not mean free." };
  }
  const assumesInputPrice = cachedTokens > 0 && prices.cachedInputUsdPerMTok === null;
  const note = assumesInputPrice
    ? "Estimated from published prices; cached tokens at the input price, their own is not published."
    : "Estimated from published prices.";
  return { usd, status: "estimated", note };
}
