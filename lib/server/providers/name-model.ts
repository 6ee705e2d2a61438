import "server-only";
import { findModel } from "./get-catalogue";
import { getProvider } from "./get-providers";
import { findRoute } from "./get-routes";

/** What to call a ref, whether or not it can be called: unknown parts are called as the ref calls them. */
export function nameModel(ref: string): { modelName: string; providerName: string } {
  const route = findRoute(ref);
  if (route !== undefined) return { modelName: route.name, providerName: "Route" };
  const slash = ref.indexOf("/");
  const providerId = ref.slice(0, Math.max(0, slash));
  return {
    modelName: findModel(ref)?.name ?? ref.slice(slash + 1),
    providerName: getProvider(providerId)?.name ?? providerId,
  };
}
