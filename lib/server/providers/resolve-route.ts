import "server-only";
import { AppError } from "@/lib/app-error";
import { chooseCandidates, listRouteModels, type RequestFacts } from "@/lib/routes/choose-candidates";
import { findInability } from "@/lib/routes/find-inability";
import type { RouteStop } from "@/lib/routes/route-trail";
import { findModel } from "./get-catalogue";
import { type NamedRoute, requireRoute } from "./get-routes";
import { nameModel } from "./name-model";
import { type ResolvedModel, resolveModel } from "./resolve-model";

/** What a name came to: the models to try in this order, and those that were passed over. */
export type ResolvedRoute = {
  route: NamedRoute;
  /** In words; null when the default decided. */
  rule: string | null;
  candidates: [ResolvedModel, ...ResolvedModel[]];
  stops: RouteStop[];
};

/**
 * The models that a request by this route is sent to. One that cannot be called, that `mayUse` forbids or that is known not
 * to take the request is passed over while another is left.
 * @throws AppError `model_not_found`, `missing_key`
 */
export function resolveRoute({
  ref,
  facts,
  mayUse = () => true,
}: {
  ref: string;
  facts: RequestFacts;
  mayUse?: (ref: string) => boolean;
}): ResolvedRoute {
  const route = requireRoute(ref);
  const { rule, refs } = chooseCandidates(route.route, facts);
  const allowed = refs.filter(mayUse);
  const resolved = allowed.map((candidate) => ({ ref: candidate, model: tryResolve(candidate) }));
  const callable = resolved.flatMap(({ model }) => (model instanceof AppError ? [] : [model]));
  const able = callable.filter((model) => findReason(model, facts) === null);
  const [first, ...others] = able.length > 0 ? able : callable;
  if (first === undefined) {
    throw resolved.map(({ model }) => model).find((model) => model instanceof AppError) ?? notForCaller(ref);
  }
  const kept = new Set([first, ...others].map((model) => model.ref));
  const stops = resolved.flatMap(({ ref: passed, model }) => {
    if (kept.has(passed)) return [];
    return toPassedOver(passed, model instanceof AppError ? model.message : findReason(model, facts));
  });
  return { route, rule, candidates: [first, ...others], stops };
}

/** True for a route of which the caller may use at least one model. */
export function mayUseRoute({ route }: NamedRoute, mayUse: (ref: string) => boolean): boolean {
  return listRouteModels(route).some(mayUse);
}

function tryResolve(ref: string): ResolvedModel | AppError {
  try {
    return resolveModel(ref);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** What is known against sending a request to a model, as a sentence; null when nothing is. */
function findReason({ ref, modelName }: ResolvedModel, facts: RequestFacts): string | null {
  const model = findModel(ref);
  const inability = findInability(model, facts);
  return inability === null ? (model?.notOffered ?? null) : `${modelName} ${inability}.`;
}

function toPassedOver(ref: string, reason: string | null): RouteStop {
  const { modelName } = nameModel(ref);
  return { model: ref, modelName, reason: reason ?? "", code: null, status: null, durationMs: null };
}

function notForCaller(ref: string): AppError {
  return new AppError("model_not_found", `There is no model of "${ref.slice(0, 200)}" for this token.`);
}
