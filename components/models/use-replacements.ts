"use client";

import { useMemo } from "react";
import type { CatalogueModel, CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import { listReplacements } from "@/lib/catalogue/list-replacements";
import { parseModelRef } from "@/lib/model-ref";
import { useCatalogue } from "./catalogue-store";

/** A model to use instead, and who serves it. */
export type Replacement = { model: CatalogueModel; provider: CatalogueProvider };

export type Replacements = {
  /** Can be called now. */
  ready: Replacement[];
  /** Need a key first, one model for each provider. */
  waiting: Replacement[];
};

const none: Replacements = { ready: [], waiting: [] };
const maxReady = 3;
const maxWaiting = 4;
const keyWorthyShare = 0.8;

/** What can be used instead of a model, as far as the catalogue is known; nothing of its provider if that has ended. */
export function useReplacements(ref: string, serviceEnded: boolean): Replacements {
  const { catalogue } = useCatalogue();
  return useMemo(() => {
    if (catalogue === null) return none;
    const { providerId, modelId } = parseModelRef(ref);
    const byId = new Map(catalogue.providers.map((provider) => [provider.id, provider]));
    const isReady = (provider: CatalogueProvider) => provider.callable && !provider.ended;
    const callable = new Set(catalogue.providers.filter(isReady).map(({ id }) => id));
    const settable = new Set(catalogue.providers.filter((known) => !known.isListedOnly).map(({ id }) => id));
    const model = { ref, id: modelId, providerId };
    const options = { model, models: catalogue.models, callable, settable };
    const found = listReplacements(options).flatMap((candidate) => {
      const provider = byId.get(candidate.model.providerId);
      const isGone = provider === undefined || (serviceEnded && provider.id === providerId);
      return isGone ? [] : [{ ...candidate, provider }];
    });
    const waiting = found.filter(({ provider }) => !isReady(provider) && provider.keyVariable !== null);
    // Who has the same model is worth a key; who has a distant relative is not.
    const enough = (waiting[0]?.likeness ?? 0) * keyWorthyShare;
    return {
      ready: found.filter(({ provider }) => isReady(provider)).slice(0, maxReady),
      waiting: firstOfEach(waiting.filter(({ likeness }) => likeness >= enough)).slice(0, maxWaiting),
    };
  }, [catalogue, ref, serviceEnded]);
}

function firstOfEach(replacements: Replacement[]): Replacement[] {
  const byProvider = new Map<string, Replacement>();
  for (const replacement of replacements) {
    const { id } = replacement.provider;
    if (!byProvider.has(id)) byProvider.set(id, replacement);
  }
  return [...byProvider.values()];
}
