import type { CatalogueModel, CatalogueSource, FactOrigin } from "./catalogue-model";
import { type Range, toRange } from "./group-rows";

/** What a provider's models come to. */
export type OfferSummary = {
  /** Models that it offers now, as far as is known. */
  offered: number;
  /** Models that it does not offer any more. */
  notOffered: number;
  removedUpstream: number;
  contextTokens: Range | null;
  maxOutputTokens: Range | null;
  /** Of metered prices only: a listed zero is no price. */
  inputUsdPerMTok: Range | null;
  outputUsdPerMTok: Range | null;
  listedAtZero: number;
  unknownPrices: number;
  /** Who told of how many of them, the most first. */
  sources: (FactOrigin & { models: number })[];
};

/** A provider's models in a few numbers; ranges are over what it still offers. */
export function summariseOffer(models: readonly CatalogueModel[]): OfferSummary {
  const current = models.filter(({ removedUpstream }) => removedUpstream !== true);
  const isGoneAltogether = current.every(({ notOffered }) => notOffered !== null);
  const offered = isGoneAltogether ? current : current.filter(({ notOffered }) => notOffered === null);
  const metered = offered.filter(({ priceState }) => priceState === "metered");
  const count = (state: CatalogueModel["priceState"]) =>
    offered.filter(({ priceState }) => priceState === state).length;
  const prices = (read: (model: CatalogueModel) => number | null) =>
    toRange(metered.map(read).filter((usd) => usd !== 0));
  return {
    offered: isGoneAltogether ? 0 : offered.length,
    notOffered: current.filter(({ notOffered }) => notOffered !== null).length,
    removedUpstream: models.length - current.length,
    contextTokens: toRange(offered.map(({ contextTokens }) => contextTokens)),
    maxOutputTokens: toRange(offered.map(({ maxOutputTokens }) => maxOutputTokens)),
    inputUsdPerMTok: prices((model) => model.prices.inputUsdPerMTok),
    outputUsdPerMTok: prices((model) => model.prices.outputUsdPerMTok),
    listedAtZero: count("listed-zero"),
    unknownPrices: count("unknown"),
    sources: countSources(current),
  };
}

function countSources(models: readonly CatalogueModel[]): OfferSummary["sources"] {
  const counts = new Map<string, { source: CatalogueSource; sourceDate: string; models: number }>();
  for (const { source, sourceDate } of models) {
    const key = `${source} ${sourceDate}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { source, sourceDate, models: 1 });
    else known.models += 1;
  }
  return [...counts.values()].sort((a, b) => b.models - a.models);
}
