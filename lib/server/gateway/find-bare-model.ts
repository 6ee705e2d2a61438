import "server-only";
import { AppError } from "@/lib/app-error";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { getCatalogue } from "@/lib/server/providers/get-catalogue";

/**
 * The ref that a model's id means without its provider: clients that split `llama/…` themselves, as Mastra does, send the
 * rest only. Of several providers that can be called and have it, one whose documents name the model comes first.
 * null when nobody has it.
 * @throws AppError `invalid_model_ref` when several could be meant
 */
export function findBareModel(id: string): string | null {
  const { providers, models } = getCatalogue();
  const callable = new Set(providers.filter((provider) => provider.callable).map((provider) => provider.id));
  const named = models.filter((model) => hasId(model, id));
  const candidates = named.filter(({ providerId }) => callable.has(providerId));
  const documented = candidates.filter(({ source }) => source === "documented");
  const chosen = documented.length > 0 ? documented : candidates.length > 0 ? candidates : named;
  const refs = [...new Set(chosen.map(({ providerId }) => `${providerId}/${id}`))];
  if (refs.length > 1) {
    throw new AppError(
      "invalid_model_ref",
      `Several providers have "${id}". Name one of them: ${refs.slice(0, 8).join(", ")}.`,
    );
  }
  return refs[0] ?? null;
}

function hasId({ id, aliases }: CatalogueModel, given: string): boolean {
  const lower = given.toLowerCase();
  return id.toLowerCase() === lower || aliases.some((alias) => alias.toLowerCase() === lower);
}
