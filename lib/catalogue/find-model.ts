import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";

type Index = { byRef: Map<string, CatalogueModel>; bySpelling: Map<string, CatalogueModel> };

/** A catalogue is looked through once; it is never changed, only replaced. */
const indexes = new WeakMap<CatalogueModel[], Index>();

/** The model with this ref; failing that one that has it as another spelling, without regard to case; else null. */
export function findModelIn(models: CatalogueModel[], ref: string): CatalogueModel | null {
  let index = indexes.get(models);
  if (index === undefined) {
    index = toIndex(models);
    indexes.set(models, index);
  }
  return index.byRef.get(ref) ?? index.bySpelling.get(ref.toLowerCase()) ?? null;
}

/** Of several models with one name the first has it. */
function toIndex(models: CatalogueModel[]): Index {
  const index: Index = { byRef: new Map(), bySpelling: new Map() };
  for (const model of models) {
    if (!index.byRef.has(model.ref)) index.byRef.set(model.ref, model);
    for (const spelling of [model.ref, ...model.aliases.map((alias) => `${model.providerId}/${alias}`)]) {
      const lower = spelling.toLowerCase();
      if (!index.bySpelling.has(lower)) index.bySpelling.set(lower, model);
    }
  }
  return index;
}
