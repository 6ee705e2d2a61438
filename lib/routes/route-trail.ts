/** A model that a route did not get its answer from. */
export type RouteStop = {
  /** Model ref. */
  model: string;
  modelName: string;
  /** A sentence: why it was passed over, or how it failed. */
  reason: string;
  /** The fault of a request that was sent; null where none was. */
  code: string | null;
  /** HTTP status of the provider's response; null when there was none. */
  status: number | null;
  /** ms until the next model was asked; null where nothing was sent. */
  durationMs: number | null;
};

/** How a route came to the model of an answer. */
export type RouteTrail = {
  /** `auto/name`. */
  route: string;
  /** The rule that chose, in words; null when the route's default did. */
  rule: string | null;
  /** In order: the models before the one that answered. */
  stops: RouteStop[];
};

/** `429`, or `unreachable` where no status came; `not asked` for a model that was passed over. */
export function toStopWord({ status, code }: RouteStop): string {
  if (code === null) return "not asked";
  return status !== null && status >= 400 ? String(status) : code.replaceAll("_", " ");
}

/** What an answer was asked of: the route that chose its model, or the model itself. */
export function toAskedRef({ route, model }: { route?: RouteTrail; model: string }): string {
  return route?.route ?? model;
}
