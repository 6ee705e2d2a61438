import "server-only";
import { AppError } from "@/lib/app-error";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { mayUseModel } from "@/lib/gateway/token";
import type { GatewayToken } from "@/lib/server/access/token-store";
import { findModel, getCatalogue } from "@/lib/server/providers/get-catalogue";

/** A model in OpenAI's form, with what else is known. */
export type ListedModel = {
  id: string;
  object: "model";
  /** Epoch seconds at which our source said so. */
  created: number;
  owned_by: string;
  name: string;
  context_length: number | null;
  max_output_tokens: number | null;
};

function toListed(model: CatalogueModel): ListedModel {
  const { ref, providerId, name, sourceDate, contextTokens, maxOutputTokens } = model;
  return {
    id: ref,
    object: "model",
    created: Math.floor(Date.parse(sourceDate) / 1000),
    owned_by: providerId,
    name,
    context_length: contextTokens,
    max_output_tokens: maxOutputTokens,
  };
}

/** Every model that the token may use and that a request would be sent for now. */
export function listModels(token: GatewayToken | null): ListedModel[] {
  const { providers, models } = getCatalogue();
  const callable = new Set(providers.filter((provider) => provider.callable).map(({ id }) => id));
  return models
    .filter(({ ref, providerId, notOffered }) => {
      const isThere = callable.has(providerId) && notOffered === null;
      return isThere && mayUseModel(token?.models ?? [], ref);
    })
    .map(toListed);
}

/** @throws AppError `model_not_found` */
export function getListedModel(token: GatewayToken | null, ref: string): ListedModel {
  const model = findModel(ref);
  if (model !== null && mayUseModel(token?.models ?? [], model.ref)) return toListed(model);
  throw new AppError("model_not_found", `There is no model "${ref.slice(0, 200)}".`);
}
