import "server-only";
import type { CatalogueModel, CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import { listReplacements } from "@/lib/catalogue/list-replacements";
import { findModel, getCatalogue } from "./get-catalogue";

type Offer = { model: CatalogueModel; provider: CatalogueProvider };

const mostOffers = 40;

/** A model with its provider and where else the same one is offered, what can be called first; null for an unknown ref. */
export function describeModel(ref: string): (Offer & { offers: Offer[] }) | null {
  const model = findModel(ref);
  const { models, providers } = getCatalogue();
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const provider = byId.get(model?.providerId ?? "");
  if (model === null || provider === undefined) return null;
  const callable = new Set(providers.filter((known) => known.callable).map(({ id }) => id));
  const settable = new Set(providers.filter((known) => !known.isListedOnly).map(({ id }) => id));
  const offers = listReplacements({ model, models, callable, settable })
    .filter(({ likeness, model: other }) => likeness === 1 && other.removedUpstream !== true)
    .flatMap(({ model: other }) => {
      const host = byId.get(other.providerId);
      return host === undefined ? [] : [{ model: other, provider: host }];
    });
  return { model, provider, offers: offers.slice(0, mostOffers) };
}
