import { baseUrlVariable } from "@/lib/providers/base-url";
import { findProviderByUrl } from "@/lib/providers/find-provider-by-url";
import { gatewayProviderId } from "@/lib/request-code/through-gateway";
import { findProvider } from "./mastra-providers";

/** What an object says about its model. */
export type ModelFields = {
  id: string | null;
  providerId: string | null;
  modelId: string | null;
  url: string | null;
};

export type NamedModel = { providerId: string | null; modelId: string; warnings: string[] };

/** Which provider and model an object means; null when it says too little. */
export function chooseProvider({ id, providerId, modelId, url }: ModelFields): NamedModel | null {
  if (providerId !== null && modelId !== null) return chooseNamed(providerId, modelId, url);
  if (id !== null && id !== "") return url === null ? splitId(id) : chooseByIdAndUrl(id, url);
  if (modelId === null || url === null) return null;
  const known = findProviderByUrl(url);
  return {
    providerId: known?.id ?? null,
    modelId,
    warnings: [
      "The current @mastra/core rejects url and modelId without a providerId; “Copy as Mastra” writes one.",
      ...(known === null ? [warnAddress(url, null)] : []),
    ],
  };
}

function chooseNamed(providerId: string, modelId: string, url: string | null): NamedModel | null {
  // Code that asks this server names the model by its ref.
  if (providerId === gatewayProviderId) return splitId(modelId);
  const known = url === null ? null : findProviderByUrl(url);
  const named = findProvider(providerId);
  if (url === null || (known !== null && known.id === named?.id))
    return { providerId, modelId, warnings: [] };
  // A name of one's own for an address that we know: the address says who answers.
  if (named === null && known !== null) return { providerId: known.id, modelId, warnings: [] };
  return { providerId, modelId, warnings: [warnAddress(url, providerId)] };
}

function splitId(id: string): NamedModel | null {
  const slash = id.indexOf("/");
  if (slash < 1 || slash === id.length - 1) return null;
  return { providerId: id.slice(0, slash), modelId: id.slice(slash + 1), warnings: [] };
}

function chooseByIdAndUrl(id: string, url: string): NamedModel | null {
  const split = splitId(id);
  const known = findProviderByUrl(url);
  if (split === null || split.providerId === null) {
    return known === null ? null : { providerId: known.id, modelId: id, warnings: [] };
  }
  const first = split.providerId;
  const named = findProvider(first);
  if (known !== null && known.id === named?.id) return split;
  if (known !== null)
    return { providerId: known.id, modelId: id, warnings: [warnTrap(first, split.modelId, known.id, id)] };
  if (named !== null) return { ...split, warnings: [warnAddress(url, named.id)] };
  const isProviderName = /^[a-z0-9][a-z0-9-]*$/.test(first);
  return {
    providerId: isProviderName ? first : null,
    modelId: isProviderName ? split.modelId : id,
    warnings: [warnTrap(first, split.modelId, "…", id), warnAddress(url, isProviderName ? first : null)],
  };
}

function warnTrap(...[first, rest, providerId, id]: [string, string, string, string]): string {
  return `Mastra takes "${first}" for the provider and asks for "${rest}". If it belongs to the model's name, write providerId: "${providerId}", modelId: "${id}".`;
}

function warnAddress(url: string, providerId: string | null): string {
  const how =
    providerId === null
      ? "to use it, the operator of this server adds it to switchyard.config.json"
      : `to use it, the operator of this server sets ${baseUrlVariable(providerId)}=${url}`;
  return `The address ${url} is not taken over: ${how}.`;
}
