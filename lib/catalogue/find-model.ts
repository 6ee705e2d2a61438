import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";

/** The model with this ref; failing that one that has it as another spelling, without regard to case; else null. */
export function findModelIn(models: CatalogueModel[], ref: string): CatalogueModel | null {
  const exact = models.find((model) => model.ref === ref);
  if (exact !== undefined) return exact;
  const lower = ref.toLowerCase();
  const isSpelling = (model: CatalogueModel) =>
    model.ref.toLowerCase() === lower ||
    model.aliases.some((alias) => `${model.providerId}/${alias}`.toLowerCase() === lower);
  return models.find(isSpelling) ?? null;
}
