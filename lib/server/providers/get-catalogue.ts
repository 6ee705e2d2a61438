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
import { getLocalServers, getProbedAt, type LocalServer } from "@/lib/server/catalogue/local-servers";
import { listSnapshotModels } from "@/lib/server/catalogue/snapshot-models";
import { getEnv } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";
import { getConfig } from "./config-file";
import { listProviders, missingKeyAdvice } from "./get-providers";
import { markOffers } from "./mark-offers";
import { toCatalogueProvider } from "./to-catalogue-provider";
import { toRequestHeaders } from "./to-request-headers";

/** What does not change while the process runs. */
const listStaticModels = () =>
  singleton("static-models", () => {
    const providers = listProviders();
    const startedOn = new Date().toISOString().slice(0, 10);
    const config = Object.entries(getConfig().providers).map(([providerId, { models = {} }]) => {
      const kind = providers.find((provider) => provider.id === providerId)?.kind ?? "hosted";
      return toConfigModels({ providerId, kind, models, sourceDate: startedOn });
    });
    const documented = new Set(documentedModels.map((model) => model.ref));
    const hosted = providers.filter((provider) => provider.kind === "hosted").map((provider) => provider.id);
    // The documented rows stay as documented, field for field.
    const snapshot = listSnapshotModels(hosted).filter((model) => !documented.has(model.ref));
    return { config: config.flat(), rest: [demoModels, documentedModels, snapshot] };
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
  const { config, rest } = listStaticModels();
  const live = [...servers.values()].flatMap((server) => server.models);
  const all = listProviders();
  const providers = all.map((provider) =>
    toCatalogueProvider(provider, {
      server: servers.get(provider.id),
      listing: listings.get(provider.id),
    }),
  );
  const callable = new Set(providers.filter((provider) => provider.callable).map(({ id }) => id));
  const models = mergeModels([config, live, ...rest]);
  return { providers, models: markOffers({ models, providers: all, listings, callable }) };
}

const getLatest = () =>
  singleton<{ revision: string; catalogue: Catalogue | null }>("catalogue", () => ({
    revision: "",
    catalogue: null,
  }));

/**
 * All providers and models known now, from memory: never waits for the network. Built anew when servers were looked up
 * or a provider gave its list.
 */
export function getCatalogue(): Catalogue {
  const servers = listLocalServers();
  const listings = listListings();
  const latest = getLatest();
  const revision = `${getProbedAt()}/${getListingsRevision()}`;
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
