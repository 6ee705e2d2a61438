import type { CatalogueModel, CatalogueSource } from "@/lib/catalogue/catalogue-model";

const words: Record<CatalogueSource, string> = {
  config: "switchyard.config.json",
  live: "the server's own listing",
  "models.dev": "models.dev",
  snapshot: "the built-in snapshot of models.dev",
  documented: "the provider's documentation",
  "built-in": "Switchyard",
};

/** Where a row's facts come from and when they were true: `From the provider's documentation, 2025`. */
export function describeSource({
  source,
  sourceDate,
}: Pick<CatalogueModel, "source" | "sourceDate">): string {
  return `From ${words[source]}, ${sourceDate}`;
}
