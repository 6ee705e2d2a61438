import "server-only";
import type { CatalogueProvider, ProviderListing } from "@/lib/catalogue/catalogue-model";
import type { HostedListing } from "@/lib/server/catalogue/hosted-listings";
import type { LocalServer } from "@/lib/server/catalogue/local-servers";
import type { ListedProvider } from "@/lib/server/catalogue/models-dev/parse-models-dev";
import { missingKeyAdvice } from "./get-providers";
import type { ProviderSettings } from "./provider-settings";

type Known = { server: LocalServer | undefined; listing: HostedListing | undefined };

/** A provider as the browser may know it. */
export function toCatalogueProvider(
  provider: ProviderSettings,
  { server, listing }: Known,
): CatalogueProvider {
  const reason = explainUnavailable(provider, server);
  const { ended } = provider;
  return {
    id: provider.id,
    name: provider.name,
    kind: provider.kind,
    callable: reason === null,
    reason,
    keyVariable: provider.keyVariable,
    baseUrl: withoutCredentials(provider.baseUrl),
    docsUrl: provider.docsUrl,
    notice: ended === null ? null : `${ended.words} ${ended.advice}`,
    ended: ended !== null,
    listing: listing === undefined ? null : toListing(listing),
  };
}

/** A provider that models.dev lists and this server has no settings for. */
export function toListedProvider(provider: ListedProvider): CatalogueProvider {
  const { id, name, keyVariable, baseUrl, docsUrl } = provider;
  return {
    id,
    name,
    kind: "hosted",
    callable: false,
    reason: `${name} is not set up here. Add it to switchyard.config.json to use its models.`,
    keyVariable,
    baseUrl: baseUrl ?? "",
    docsUrl,
    notice: null,
    ended: false,
    listing: null,
    isListedOnly: true,
  };
}

function toListing({ models, listedAt, error }: HostedListing): ProviderListing {
  return {
    models: models?.length ?? null,
    listedAt: listedAt === null ? null : new Date(listedAt).toISOString(),
    error,
  };
}

function explainUnavailable(provider: ProviderSettings, server: LocalServer | undefined): string | null {
  if (provider.kind !== "local") return missingKeyAdvice(provider);
  if (server?.running === true) return null;
  const start = provider.startCommand === null ? "" : ` Start it with: ${provider.startCommand}`;
  return `${provider.name} was not found at ${provider.baseUrl}.${start}`;
}

/** An address as it may be shown. */
export function withoutCredentials(baseUrl: string): string {
  return baseUrl.replace(/^(https?:\/\/)[^/@]*@/, "$1");
}
