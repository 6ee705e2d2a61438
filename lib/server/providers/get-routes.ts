import "server-only";
import { AppError } from "@/lib/app-error";
import { findNearest } from "@/lib/find-nearest";
import { routeProviderId } from "@/lib/routes/route-ref";
import type { Route } from "@/lib/routes/route-schema";
import { getConfig } from "./config-file";

/** A route as the configuration has it. */
export type NamedRoute = { ref: string; name: string; route: Route };

export function listRoutes(): NamedRoute[] {
  return Object.entries(getConfig().routes).map(([id, route]) => ({
    ref: `${routeProviderId}/${id}`,
    name: route.name ?? id,
    route,
  }));
}

export function findRoute(ref: string): NamedRoute | undefined {
  return listRoutes().find((route) => route.ref === ref);
}

/** @throws AppError `model_not_found` */
export function requireRoute(ref: string): NamedRoute {
  const found = findRoute(ref);
  if (found !== undefined) return found;
  const refs = listRoutes().map((route) => route.ref);
  const nearest = findNearest(ref, refs);
  const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
  const known = refs.length === 0 ? "None is set up" : `Known routes: ${refs.join(", ")}`;
  throw new AppError(
    "model_not_found",
    `There is no route "${ref.slice(0, 200)}".${hint} ${known}; switchyard.config.json names them.`,
  );
}
