import type { CatalogueModel, CatalogueSource } from "@/lib/catalogue/catalogue-model";
import { originOf } from "./origin-of";

const words: Record<CatalogueSource, string> = {
  config: "switchyard.config.json",
  live: "the server's own listing",
  "models.dev": "models.dev",
  snapshot: "the built-in snapshot of models.dev",
  documented: "the provider's documentation",
  "built-in": "Switchyard",
};

/** Who says so, and when: `models.dev, 2026-11-20`. */
export function describeOrigin({
  source,
  sourceDate,
}: Pick<CatalogueModel, "source" | "sourceDate">): string {
  return `${words[source]}, ${sourceDate}`;
}

/** Where a row's facts come from and when they were true: `From the provider's documentation, 2025`. */
export function describeSource(row: Pick<CatalogueModel, "source" | "sourceDate">): string {
  return `From ${describeOrigin(row)}`;
}

/** What there is to say of a row's prices: why there is no one, or whose they are. */
export const toPriceTitle = (model: CatalogueModel): string =>
  model.priceVaries ?? describeSource(originOf(model, "prices"));
