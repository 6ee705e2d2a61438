import { formatModelRef } from "@/lib/model-ref";
import { builtInProviders } from "@/lib/providers/built-in-providers";
import { findProviderByUrl, toShownUrl } from "@/lib/providers/find-provider-by-url";
import { tokenVariable } from "@/lib/request-code/through-gateway";
import type { ReadRequest } from "./read-request";

/** What is known where a text is read. */
export type KnownPlaces = {
  /** This server's own origin, whose `/v1` takes refs; null when it is not known. */
  origin: string | null;
  /** The providers of this server. */
  providers: readonly { id: string; baseUrl: string | null; keyVariable: string | null }[];
  /** The refs of the models that have this id. */
  findRefs: (modelId: string) => string[];
};

export const nothingKnown: KnownPlaces = { origin: null, providers: [], findRefs: () => [] };

type Located = {
  /** Model refs, the likeliest first; empty when the lane keeps its model. */
  refs: string[];
  warnings: string[];
};

const mostRefs = 6;

/** Which model of this server a request means. An address is never taken over. */
export function locateModel(request: ReadRequest, places: KnownPlaces): Located {
  const { ref, baseUrl, keyVariable } = request;
  if (ref !== null) return { refs: [ref], warnings: [] };
  const model = request.body.model;
  if (typeof model !== "string" || model === "" || /[\s\p{Cc}]/u.test(model)) {
    return { refs: [], warnings: ["No model is named: the chat keeps its own."] };
  }
  if (isOwn(request, places) || baseUrl === null) return locateByName(model, places);
  const providerId = findProviderId(baseUrl, places);
  if (providerId === null) {
    const shown = toShownUrl(baseUrl) ?? "in the text";
    return {
      refs: [],
      warnings: [
        `The address ${shown} is not known here and not taken over: the operator of this server adds it to switchyard.config.json. Until then the chat keeps its model; the text asks for ${model.slice(0, 200)}.`,
      ],
    };
  }
  return {
    refs: [formatModelRef({ providerId, modelId: model })],
    warnings: warnKey({ keyVariable, providerId, places }),
  };
}

/** An address of this server: it takes refs, as its gateway does. */
function isOwn({ baseUrl, keyVariable }: ReadRequest, { origin }: KnownPlaces): boolean {
  const shown = baseUrl === null ? null : toShownUrl(baseUrl);
  if (keyVariable === tokenVariable) return true;
  return shown !== null && origin !== null && shown === toShownUrl(`${origin}/v1`);
}

/** By its name alone: a ref, or the id of models that are known. */
function locateByName(model: string, { providers, findRefs }: KnownPlaces): Located {
  const first = model.slice(0, Math.max(0, model.indexOf("/")));
  const isProvider = [...builtInProviders, ...providers].some(({ id }) => id === first);
  const refs = [...new Set([...(isProvider ? [model] : []), ...findRefs(model)])];
  if (refs.length > 0) return { refs: refs.slice(0, mostRefs), warnings: [] };
  return {
    refs: [],
    warnings: [`Nothing tells which provider ${model.slice(0, 200)} is of: the chat keeps its model.`],
  };
}

function findProviderId(baseUrl: string, { providers }: KnownPlaces): string | null {
  const wanted = toShownUrl(baseUrl);
  if (wanted === null) return null;
  const own = providers.find(({ baseUrl: known }) => known !== null && toShownUrl(known) === wanted);
  return own?.id ?? findProviderByUrl(baseUrl)?.id ?? null;
}

type KeyToCompare = { keyVariable: string | null; providerId: string; places: KnownPlaces };

function warnKey({ keyVariable, providerId, places }: KeyToCompare): string[] {
  const builtIn = builtInProviders.find(({ id }) => id === providerId)?.keyVariables ?? [];
  const own = places.providers.find(({ id }) => id === providerId)?.keyVariable ?? null;
  const known = [...new Set([...(own === null ? [] : [own]), ...builtIn])];
  if (keyVariable === null || known.length === 0 || known.includes(keyVariable)) return [];
  return [`The key is read from ${keyVariable}; this server reads ${known.join(" or ")}.`];
}
