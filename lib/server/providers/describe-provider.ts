import "server-only";
import type { CatalogueProvider, FactOrigin } from "@/lib/catalogue/catalogue-model";
import { type OfferSummary, summariseOffer } from "@/lib/catalogue/summarise-offer";
import { baseUrlVariable } from "@/lib/providers/base-url";
import { builtInProviders, builtInProvidersDate } from "@/lib/providers/built-in-providers";
import { getModelsDev } from "@/lib/server/catalogue/models-dev/models-dev";
import { readVariable } from "@/lib/server/env";
import { toDay } from "@/lib/to-day";
import { getConfig } from "./config-file";
import { getCatalogue } from "./get-catalogue";
import { getProvider } from "./get-providers";

export type ProviderDescription = {
  provider: CatalogueProvider;
  /** Who says that there is such a provider. */
  origin: FactOrigin;
  /** Who says where it is: a variable of the environment, the configuration file, or whoever says that there is one. */
  addressFrom: string | null;
  startCommand: string | null;
  baseUrlVariable: string;
  summary: OfferSummary;
};

/** A provider as its page shows it; null for an unknown id. */
export function describeProvider(id: string): ProviderDescription | null {
  const { providers, models } = getCatalogue();
  const provider = providers.find((known) => known.id === id);
  if (provider === undefined) return null;
  return {
    provider,
    origin: toOrigin(provider),
    addressFrom: toAddressSource(provider),
    startCommand: getProvider(id)?.startCommand ?? null,
    baseUrlVariable: baseUrlVariable(id),
    summary: summariseOffer(models.filter((model) => model.providerId === id)),
  };
}

function toOrigin({ id, isListedOnly }: CatalogueProvider): FactOrigin {
  if (isListedOnly === true)
    return { source: "models.dev", sourceDate: getModelsDev().date ?? "date unknown" };
  const isBuiltIn = builtInProviders.some((builtIn) => builtIn.id === id);
  return isBuiltIn
    ? { source: "built-in", sourceDate: builtInProvidersDate }
    : { source: "config", sourceDate: toDay(performance.timeOrigin) };
}

function toAddressSource({ id, kind, isListedOnly }: CatalogueProvider): string | null {
  if (kind === "demo") return null;
  if (isListedOnly === true) return "models.dev";
  const variable = baseUrlVariable(id);
  if (readVariable(variable) !== null) return variable;
  return getConfig().providers[id]?.baseUrl === undefined ? "Switchyard" : "switchyard.config.json";
}

/** The file is read when the process starts. */
