import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import { mayUseModel } from "./token";

const simulated = "demo/echo";

/** A model, or a route, for a first request with a token of these patterns: one that the token may use and that can be called. */
export function chooseFirstModel(patterns: readonly string[], catalogue: Catalogue | null): string {
  const named = patterns.find((pattern) => !pattern.endsWith("*"));
  if (named !== undefined) return named;
  const mayUse = (ref: string) => mayUseModel(patterns, ref);
  if (mayUse(simulated)) return simulated;
  const callable = new Set(catalogue?.providers.flatMap((each) => (each.callable ? each.id : [])));
  const model = catalogue?.models.find(
    ({ ref, providerId, notOffered }) => callable.has(providerId) && notOffered === null && mayUse(ref),
  );
  const route = catalogue?.routes.find((each) => each.callable && mayUse(each.ref));
  return model?.ref ?? route?.ref ?? `${patterns[0]?.slice(0, -1)}…`;
}
