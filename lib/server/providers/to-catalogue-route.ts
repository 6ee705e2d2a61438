import "server-only";
import type {
  CatalogueModel,
  CatalogueProvider,
  CatalogueRoute,
  Stated,
} from "@/lib/catalogue/catalogue-model";
import { findModelIn } from "@/lib/catalogue/find-model";
import { parseModelRef } from "@/lib/model-ref";
import { chooseCandidates, listRouteModels, noFacts } from "@/lib/routes/choose-candidates";
import type { NamedRoute } from "./get-routes";

type Known = { models: CatalogueModel[]; providers: CatalogueProvider[] };

/** A route as the browser may know it. */
export function toCatalogueRoute(
  { ref, name, route }: NamedRoute,
  { models, providers }: Known,
): CatalogueRoute {
  const refs = listRouteModels(route);
  const found = refs.map((model) => findModelIn(models, model));
  const reasons = refs.map((model) => findReason(model, { models, providers }));
  const callable = reasons.includes(null);
  return {
    ref,
    name,
    description: route.description ?? null,
    order: chooseCandidates(route, noFacts).refs,
    models: refs,
    callable,
    reason: callable ? null : (reasons.find((reason) => reason !== null) ?? null),
    imageInput: anyOf(found.map((model) => model?.imageInput ?? null)),
    audioInput: anyOf(found.map((model) => model?.audioInput ?? null)),
    pdfInput: anyOf(found.map((model) => model?.pdfInput ?? null)),
  };
}

/** Why a model would not be asked; null when it would. */
function findReason(ref: string, { models, providers }: Known): string | null {
  const model = findModelIn(models, ref);
  const provider = providers.find(({ id }) => id === parseModelRef(ref).providerId);
  return model?.notOffered ?? provider?.reason ?? null;
}

/** A route can what one of its models can. */
function anyOf(values: Stated[]): Stated {
  if (values.includes(true)) return true;
  return values.includes(null) ? null : false;
}
