import "server-only";
import type { Catalogue, CatalogueModel, CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import { documentedModels } from "@/lib/catalogue/documented-models";
import { findModelIn } from "@/lib/catalogue/find-model";
import { mergeModels } from "@/lib/catalogue/merge-models";
import { demoModels } from "@/lib/demo-models";
import { toConfigModels } from "@/lib/server/catalogue/config-models";
import { getLocalServers, getProbedAt, type LocalServer } from "@/lib/server/catalogue/local-servers";
import { listSnapshotModels } from "@/lib/server/catalogue/snapshot-models";
import { getEnv } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";
import { getConfig } from "./config-file";
import { listProviders, missingKeyAdvice } from "./get-providers";
import type { ProviderSettings } from "./provider-settings";

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

function explainUnavailable(provider: ProviderSettings, server: LocalServer | undefined): string | null {
  if (provider.kind !== "local") return missingKeyAdvice(provider);
  if (server?.running === true) return null;
  const start = provider.startCommand === null ? "" : ` Start it with: ${provider.startCommand}`;
  return `${provider.name} was not found at ${provider.baseUrl}.${start}`;
}

function toCatalogueProvider(provider: ProviderSettings, server: LocalServer | undefined): CatalogueProvider {
  const reason = explainUnavailable(provider, server);
  return {
    id: provider.id,
    name: provider.name,
    kind: provider.kind,
    callable: reason === null,
    reason,
    keyVariable: provider.keyVariable,
    baseUrl: withoutCredentials(provider.baseUrl),
    docsUrl: provider.docsUrl,
    notice: provider.notice,
  };
}

function withoutCredentials(baseUrl: string): string {
  return baseUrl.replace(/^(https?:\/\/)[^/@]*@/, "$1");
}

function buildCatalogue(servers: Map<string, LocalServer>): Catalogue {
  const { config, rest } = listStaticModels();
  const live = [...servers.values()].flatMap((server) => server.models);
  return {
    providers: listProviders().map((provider) => toCatalogueProvider(provider, servers.get(provider.id))),
    models: mergeModels([config, live, ...rest]),
  };
}

const getLatest = () =>
  singleton<{ probedAt: number; catalogue: Catalogue | null }>("catalogue", () => ({
    probedAt: 0,
    catalogue: null,
  }));

/** All providers and models known now, from memory: never waits for the network. Built anew when servers were looked up. */
export function getCatalogue(): Catalogue {
  const servers = listLocalServers();
  const latest = getLatest();
  const probedAt = getProbedAt();
  if (latest.catalogue === null || latest.probedAt !== probedAt) {
    latest.catalogue = buildCatalogue(servers);
    latest.probedAt = probedAt;
  }
  return latest.catalogue;
}

/** The model a ref means, in any of its spellings; null for one the catalogue does not know. */
export function findModel(ref: string): CatalogueModel | null {
  return findModelIn(getCatalogue().models, ref);
}
