/** The first segment of every route's ref, which no provider can have. */
export const routeProviderId = "auto";

/** True for `auto/…`, whether or not there is such a route. */
export const isRouteRef = (ref: string) => ref.startsWith(`${routeProviderId}/`);
