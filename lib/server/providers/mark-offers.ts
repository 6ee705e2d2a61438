import "server-only";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { listReplacements } from "@/lib/catalogue/list-replacements";
import type { HostedListing } from "@/lib/server/catalogue/hosted-listings";
import type { LocalServer } from "@/lib/server/catalogue/local-servers";
import { singleton } from "@/lib/server/singleton";
import { toDay } from "@/lib/to-day";
import type { ProviderSettings } from "./provider-settings";

type Marking = {
  models: CatalogueModel[];
  providers: ProviderSettings[];
  listings: ReadonlyMap<string, HostedListing>;
  servers: ReadonlyMap<string, LocalServer>;
  /** Ids of providers that can be called. */
  callable: ReadonlySet<string>;
};

/**
 * The models with what is known of their being offered: those of a provider that has shut down are not, nor those that
 * its own list or a running server lacks; those that only the list names are added. Each that is not offered names what to use
 * instead.
 */
export function markOffers({ models, providers, listings, servers, callable }: Marking): CatalogueModel[] {
  const listedIds = toListedIds(listings);
  const marked = addUnlisted(
    models.map((model) => ({
      ...model,
      notOffered: model.notOffered ?? explain(model, { providers, listings, listedIds, servers }),
    })),
    listings,
  );
  const ended = new Set(providers.filter((provider) => provider.ended !== null).map(({ id }) => id));
  const usable = new Set([...callable].filter((id) => !ended.has(id)));
  const settable = new Set(providers.map(({ id }) => id));
  const known = getKnownReplacements(marked, usable);
  return marked.map((model) => {
    if (model.notOffered === null || model.replacement !== null) return model;
    const found =
      known.get(model.ref) ?? findReplacement({ model, models: marked, callable: usable, settable });
    known.set(model.ref, found);
    return { ...model, replacement: found.ref };
  });
}

type Found = { ref: string | null };

function findReplacement(options: Parameters<typeof listReplacements>[0]): Found {
  const [best] = listReplacements(options);
  return { ref: best?.model.ref ?? null };
}

/** Looking for hundreds of them takes seconds: they are kept while nothing that decides them has changed. */
function getKnownReplacements(models: CatalogueModel[], callable: Set<string>): Map<string, Found> {
  const kept = singleton("replacements", () => ({ key: "", byRef: new Map<string, Found>() }));
  const offers = models.map(({ ref, notOffered }) => `${ref} ${notOffered === null}`);
  const key = [...callable, "", ...offers].join("\n");
  if (kept.key !== key) Object.assign(kept, { key, byRef: new Map() });
  return kept.byRef;
}

type ListedIds = ReadonlyMap<string, ReadonlySet<string>>;

/** By provider, the ids in its list, without regard to case; none while it never gave one. */
function toListedIds(listings: ReadonlyMap<string, HostedListing>): ListedIds {
  return new Map(
    [...listings].flatMap(([id, { models }]) =>
      models === null ? [] : [[id, new Set(models.map((model) => model.id.toLowerCase()))]],
    ),
  );
}

function explain(
  model: CatalogueModel,
  {
    providers,
    listings,
    listedIds,
    servers,
  }: Pick<Marking, "providers" | "listings" | "servers"> & { listedIds: ListedIds },
): string | null {
  const provider = providers.find(({ id }) => id === model.providerId);
  if (provider === undefined) return null;
  if (provider.ended !== null) return provider.ended.words;
  if (provider.kind === "local") return explainLocal(model, provider, servers.get(provider.id));
  const listed = listedIds.get(provider.id);
  // What the operator's own file names is the operator's to know.
  if (listed === undefined || model.source === "config" || listed.has(model.id.toLowerCase())) return null;
  const listedAt = listings.get(provider.id)?.listedAt ?? 0;
  return `${provider.name} does not offer it: it was not in its list of models on ${toDay(listedAt)}.`;
}

/** A running server tells of all the models it has: what only a public list knows is not there. */
function explainLocal(
  { source }: CatalogueModel,
  { name }: ProviderSettings,
  server: LocalServer | undefined,
): string | null {
  if (server?.running !== true || source === "live" || source === "config") return null;
  return `${name} does not have it: it is not among the models that it lists.`;
}

function addUnlisted(
  models: CatalogueModel[],
  listings: ReadonlyMap<string, HostedListing>,
): CatalogueModel[] {
  const known = new Set(models.map(({ ref }) => ref.toLowerCase()));
  const listed = [...listings.values()].flatMap((listing) => listing.models ?? []);
  return [...models, ...listed.filter(({ ref }) => !known.has(ref.toLowerCase()))];
}
