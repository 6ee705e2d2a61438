import "server-only";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { parseListing } from "@/lib/server/catalogue/listing";
import { parseHfRouter } from "./hf-router";
import { parseOpenRouter } from "./open-router";

const parsers: Partial<Record<string, (providerId: string, listing: unknown) => CatalogueModel[]>> = {
  openrouter: parseOpenRouter,
  huggingface: parseHfRouter,
};

/** The models in a hosted provider's list. Prices are read only from providers whose units are known. */
export function parseHostedListing(providerId: string, listing: unknown): CatalogueModel[] {
  const parse = parsers[providerId];
  return parse?.(providerId, listing) ?? parseListing({ id: providerId, kind: "hosted" }, listing);
}
