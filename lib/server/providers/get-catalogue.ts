import "server-only";
import type { Catalogue, CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { documentedModels } from "@/lib/catalogue/documented-models";
import { findModelIn } from "@/lib/catalogue/find-model";
import { mergeModels } from "@/lib/catalogue/merge-models";
import { demoModels } from "@/lib/demo-models";
import { toConfigModels } from "@/lib/server/catalogue/config-models";
import {
  getHostedListings,
  getListingsRevision,
  type HostedListing,
} from "@/lib/server/catalogue/hosted-listings";
import { withoutLocalPrices } from "@/lib/server/catalogue/local-rows";
import {
  getLocalServers,
  getLocalServersRevision,
  type LocalServer,
} from "@/lib/server/catalogue/local-servers";
import {
  getFreshness,
  getModelsDev,
  getModelsDevRevision,
} from "@/lib/server/catalogue/models-dev/models-dev";
import { listSnapshotModels } from "@/lib/server/catalogue/snapshot-models";
import { getEnv } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";
import { toDay } from "@/lib/to-day";
import { getConfig } from "./config-file";
import { listProviders, missingKeyAdvice } from "./get-providers";
import { listRoutes } from "./get-routes";
import { markOffers } from "./mark-offers";
import { toCatalogueProvider, toListedProvider } from "./to-catalogue-provider";
import { toCatalogueRoute } from "./to-catalogue-route";
import { toRequestHeaders } from "./to-request-headers";

const documentedRefs = new Set(documentedModels.map((model) => model.ref));

/** The documented rows stay as documented, field for field. */
const isUndocumented = ({ ref }: CatalogueModel) => !documentedRefs.has(ref);

/** What does not change while the process runs. */
const listStaticModels = () =>
  singleton("static-models", () => {
    const providers = listProviders();
    const startedOn = toDay(Date.now());
    const config = Object.entries(getConfig().providers).map(([providerId, { models = {} }]) => {
      const kind = providers.find((provider) => provider.id === providerId)?.kind ?? "hosted";
      return toConfigModels({ providerId, kind, models, sourceDate: startedOn });
    });
    const hosted = providers.filter((provider) => provider.kind === "hosted").map((provider) => provider.id);
    return { config: config.flat(), snapshot: listSnapshotModels(hosted).filter(isUndocumented) };
  });

function listLocalServers(): Map<string, LocalServer> {
  if (getEnv().SWITCHYARD_LOCAL_SERVERS === "off") return new Map();
  return getLocalServers(listProviders().filter((provider) => provider.kind === "local"));
}

function listListings(): Map<string, HostedListing> {
  const sources = listProviders()
    .filter((provider) => provider.listsItsOffer && missingKeyAdvice(provider) === null)
    .map((provider) => ({
      id: provider.id,
      baseUrl: provider.baseUrl,
      headers: toRequestHeaders(provider),
    }));
  return getHostedListings(sources);
}

function buildCatalogue(servers: Map<string, LocalServer>, listings: Map<string, HostedListing>): Catalogue {
  const { config, snapshot } = listStaticModels();
  const local = [...servers.values()].flatMap((server) => server.models);
  const hosted = [...listings.values()].flatMap((listing) => listing.models ?? []).filter(isTelling);
  const all = listProviders();
  const providers = all.map((provider) =>
    toCatalogueProvider(provider, {
      server: servers.get(provider.id),
      listing: listings.get(provider.id),
    }),
  );
  const callable = new Set(providers.filter((provider) => provider.callable).map(({ id }) => id));
  const { parsed } = getModelsDev();
  const known = new Set(providers.map(({ id }) => id));
  const listedOnly = (parsed?.providers ?? []).filter(({ id }) => !known.has(id)).map(toListedProvider);
  const kinds = new Map(all.map(({ id, kind }) => [id, kind]));
  const models = mergeModels([
    config,
    local,
    hosted,
    demoModels,
    documentedModels,
    ...listModelsDevRows(snapshot).map((rows) => withoutLocalPrices(rows, (id) => kinds.get(id))),
  ]);
  const offered = markOffers({ models, providers: all, listings, servers, callable });
  return {
    providers: [...providers, ...listedOnly],
    routes: listRoutes().map((route) => toCatalogueRoute(route, { models: offered, providers })),
    models: offered,
    freshness: getFreshness(),
  };
}

/** A listed model of which the list tells more than its id; the documented rows stay as documented. */
const isTelling = (model: CatalogueModel) =>
  isUndocumented(model) && (model.contextTokens !== null || model.priceState !== "unknown");

/** models.dev's rows and the snapshot's; what the newer of the two lacks is marked as removed. */
function listModelsDevRows(snapshot: CatalogueModel[]): CatalogueModel[][] {
  const { parsed, gone } = getModelsDev();
  if (parsed === null) return [snapshot];
  const current = parsed.models.filter(isUndocumented);
  const refs = new Set(current.map(({ ref }) => ref));
  const removed = [...gone, ...snapshot]
    .filter((model) => !refs.has(model.ref) && isUndocumented(model))
    .map((model): CatalogueModel => ({ ...model, removedUpstream: true }));
  return [current, removed, snapshot.filter(({ ref }) => refs.has(ref))];
}

const getLatest = () =>
  singleton<{ revision: string; catalogue: Catalogue | null }>("catalogue", () => ({
    revision: "",
    catalogue: null,
  }));

/**
 * All providers and models known now, from memory: never waits for the network. Built anew when servers came or went
 * or a provider gave its list.
 */
export function getCatalogue(): Catalogue {
  const servers = listLocalServers();
  const listings = listListings();
  const latest = getLatest();
  const revision = `${getLocalServersRevision()}/${getListingsRevision()}/${getModelsDevRevision()}`;
  if (latest.catalogue === null || latest.revision !== revision) {
    latest.catalogue = buildCatalogue(servers, listings);
    latest.revision = revision;
  }
  return latest.catalogue;
}

/** The model a ref means, in any of its spellings; null for one the catalogue does not know. */
export function findModel(ref: string): CatalogueModel | null {
  return findModelIn(getCatalogue().models, ref);
}
