import type { CatalogueModel, ModelPrices, ProviderKind } from "@/lib/catalogue/catalogue-model";
import type { RunCost, RunUsage } from "@/lib/runs/answer-metadata";
import { findUncounted } from "./find-uncounted";
import { toTierPrices } from "./to-tier-prices";

type PricedModel = Pick<CatalogueModel, "prices" | "priceState" | "priceVaries"> &
  Partial<Pick<CatalogueModel, "ref">>;

const tokensPerMTok = 1_000_000;

/** A kind of tokens in USD; null when tokens were used whose number or price is unknown. */
function toUsd(tokens: number | null, usdPerMTok: number | null): number | null {
  if (tokens === 0) return 0;
  if (tokens === null || usdPerMTok === null) return null;
  return (tokens * usdPerMTok) / tokensPerMTok;
}

/** What an estimate is; what it assumes stands behind it. */
export const plainEstimate = "Estimated from published prices";

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
    return unknown(model?.priceVaries ?? "The provider's prices are not published.");
  if (usage === null) return unknown("The provider reported no token counts.");
  return estimate(usage, model);
}

const severity: readonly RunCost["status"][] = ["listed-zero", "billed", "estimated", "unknown"];

/**
 * What several requests cost together: unknown when one of them is. Each is priced by itself, because a price for long
 * inputs holds for the one request that is long.
 */
export function sumRunCosts(costs: readonly RunCost[]): RunCost {
  const [first, ...others] = costs;
  if (first === undefined) return unknown("Nothing was asked.");
  return others.reduce((sum, cost) => {
    const worse = severity.indexOf(cost.status) > severity.indexOf(sum.status) ? cost : sum;
    return { ...worse, usd: sum.usd === null || cost.usd === null ? null : sum.usd + cost.usd };
  }, first);
}

type Part = {
  tokens: number | null;
  usdPerMTok: number | null;
  /** What the reader must know: the price is not the one published for such tokens. */
  assumption?: string;
};

/** A part of the input with a price of its own; without one it is priced as input, which is said. */
function toSpecialPart(
  name: string,
  { tokens, own, input }: { tokens: number; own: number | null | undefined; input: number | null },
): Part {
  if (own != null || tokens === 0) return { tokens, usdPerMTok: own ?? input };
  return {
    tokens,
    usdPerMTok: input,
    assumption: `${name} tokens at the input price, their own is not published`,
  };
}

/** The parts of a request that have prices, without overlap: cached, written and spoken tokens are part of the input. */
function toParts(usage: RunUsage, prices: ModelPrices): Part[] {
  const { inputTokens, cachedInputTokens, cacheWriteTokens = 0, audioInputTokens = 0 } = usage;
  const cached = cachedInputTokens ?? 0;
  const input = prices.inputUsdPerMTok;
  const special = cached + cacheWriteTokens + audioInputTokens;
  return [
    { tokens: inputTokens === null ? null : Math.max(0, inputTokens - special), usdPerMTok: input },
    toSpecialPart("cached", { tokens: cached, own: prices.cachedInputUsdPerMTok, input }),
    toSpecialPart("cache-write", { tokens: cacheWriteTokens, own: prices.cacheWriteUsdPerMTok, input }),
    toSpecialPart("audio", { tokens: audioInputTokens, own: prices.audioInputUsdPerMTok, input }),
    ...toOutputParts(usage, prices),
  ];
}

/** Reasoning is part of the output, and priced as such unless it has a price of its own (models.dev's `cost.reasoning`). */
function toOutputParts({ outputTokens, reasoningTokens }: RunUsage, prices: ModelPrices): Part[] {
  const { outputUsdPerMTok, reasoningUsdPerMTok } = prices;
  const whole = { tokens: outputTokens, usdPerMTok: outputUsdPerMTok };
  if (reasoningUsdPerMTok === undefined || outputTokens === null) return [whole];
  if (reasoningTokens === null)
    return [{ ...whole, assumption: "reasoning tokens at the output price, their number is not reported" }];
  const reasoning = Math.min(reasoningTokens, outputTokens);
  return [
    { tokens: outputTokens - reasoning, usdPerMTok: outputUsdPerMTok },
    { tokens: reasoning, usdPerMTok: reasoningUsdPerMTok },
  ];
}

function estimate(usage: RunUsage, model: PricedModel): RunCost {
  const { prices, priceState } = model;
  const tier = toTierPrices(prices, usage.inputTokens);
  const parts = toParts(usage, tier);
  const amounts = parts.map(({ tokens, usdPerMTok }) => toUsd(tokens, usdPerMTok));
  if (parts.some(({ tokens }) => tokens === null))
    return unknown("The provider reported no complete token counts.");
  if (amounts.some((amount) => amount === null))
    return unknown("Of some of its tokens the price is not published.");
  const usd = amounts.reduce((sum: number, amount) => sum + (amount ?? 0), prices.requestUsd ?? 0);
  if (priceState === "listed-zero") {
    return { usd, status: "listed-zero", note: "Listed at $0, which need not mean free." };
  }
  const uncounted = findUncounted(model);
  const assumptions = [
    ...parts.flatMap(({ assumption }) => assumption ?? []),
    ...(tier === prices ? [] : ["at the price for long inputs, which holds for the whole request"]),
    ...(uncounted === null ? [] : [uncounted]),
  ];
  return {
    usd,
    status: "estimated",
    note: `${[plainEstimate, ...assumptions].join("; ")}.`,
  };
}
