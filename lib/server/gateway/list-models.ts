import "server-only";
import { AppError } from "@/lib/app-error";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { mayUseModel } from "@/lib/gateway/token";
import { parseModelRef } from "@/lib/model-ref";
import { listRouteModels } from "@/lib/routes/choose-candidates";
import type { GatewayToken } from "@/lib/server/access/find-token";
import { findModel, getCatalogue } from "@/lib/server/providers/get-catalogue";
import { listRoutes, type NamedRoute } from "@/lib/server/providers/get-routes";
import { mayUseRoute } from "@/lib/server/providers/resolve-route";
import { singleton } from "@/lib/server/singleton";
import { toScope } from "./resolve-target";

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

/**
 * Every route and model that the token may use and that a request would be sent for now; what models.dev has removed is left out,
 * as in the table's usual view.
 */
export function listModels(token: GatewayToken | null): ListedModel[] {
  const { providers, models } = getCatalogue();
  const callable = new Set(providers.filter((provider) => provider.callable).map(({ id }) => id));
  const isThere = (model: CatalogueModel) => callable.has(model.providerId) && model.notOffered === null;
  const offered = models.filter(isThere);
  const current = offered.filter(({ removedUpstream }) => removedUpstream !== true);
  const offeredRefs = new Set(offered.map(({ ref }) => ref));
  const routes = listRoutes().filter((route) => {
    const mayUse = toScope(token, route.ref);
    return listRouteModels(route.route).some(
      (ref) => mayUse(ref) && isCallable(ref, { callable, offeredRefs }),
    );
  });
  return [
    ...routes.map(toListedRoute),
    ...current.filter(({ ref }) => mayUseModel(token?.models ?? [], ref)).map(toListed),
  ];
}

/** A model that the catalogue does not know goes to its provider all the same. */
function isCallable(
  ref: string,
  { callable, offeredRefs }: { callable: ReadonlySet<string>; offeredRefs: ReadonlySet<string> },
): boolean {
  const model = findModel(ref);
  return model === null ? callable.has(parseModelRef(ref).providerId) : offeredRefs.has(model.ref);
}

/** A route as a model: what fits the smallest of its models fits whichever answers. */
function toListedRoute({ ref, name, route }: NamedRoute): ListedModel {
  const models = listRouteModels(route).map(findModel);
  return {
    id: ref,
    object: "model",
    created: getStartedAt(),
    owned_by: "switchyard",
    name,
    context_length: toSmallest(models.map((model) => model?.contextTokens ?? null)),
    max_output_tokens: toSmallest(models.map((model) => model?.maxOutputTokens ?? null)),
  };
}

/** Epoch seconds at which this process read the configuration. */
const getStartedAt = () => singleton("routes-read-at", () => Math.floor(Date.now() / 1000));

/** null when one of them is unknown. */
function toSmallest(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : Math.min(...known);
}

/** @throws AppError `model_not_found` */
export function getListedModel(token: GatewayToken | null, ref: string): ListedModel {
  const route = listRoutes().find((named) => named.ref === ref);
  if (route !== undefined && mayUseRoute(route, toScope(token, ref))) return toListedRoute(route);
  const model = findModel(ref);
  if (model !== null && mayUseModel(token?.models ?? [], model.ref)) return toListed(model);
  throw new AppError("model_not_found", `There is no model "${ref.slice(0, 200)}".`);
}
