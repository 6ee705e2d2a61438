import "server-only";
import type { ModelFacts } from "@/lib/catalogue/catalogue-model";
import { findModel } from "./get-catalogue";
import { findRoute } from "./get-routes";

/** What a page must know of these models before it has the catalogue, by ref; those nobody knows are left out. */
export function toModelFacts(refs: string[]): Record<string, ModelFacts> {
  return Object.fromEntries(
    refs.flatMap((ref) => {
      const route = findRoute(ref);
      if (route !== undefined) return [[ref, { name: route.name, notOffered: null }]];
      const model = findModel(ref);
      return model === null ? [] : [[ref, { name: model.name, notOffered: model.notOffered }]];
    }),
  );
}
