import "server-only";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { type ListingOrigin, parseListing } from "@/lib/server/catalogue/listing";
import { toDay } from "@/lib/to-day";
import { parseHfRouter } from "./hf-router";
import { parseOpenRouter } from "./open-router";

const parsers: Partial<Record<string, typeof parseListing>> = {
  openrouter: parseOpenRouter,
  huggingface: parseHfRouter,
};

/**
 * The models in a hosted provider's list, which it gave at `listedAt` (epoch ms), each once. Prices are read only from
 * providers whose units are known.
 */
export function parseHostedListing(
  { providerId, listedAt }: { providerId: string; listedAt: number },
  listing: unknown,
): CatalogueModel[] {
  const origin: ListingOrigin = { providerId, kind: "hosted", sourceDate: toDay(listedAt) };
  const models = (parsers[providerId] ?? parseListing)(origin, listing);
  return [...Map.groupBy(models, ({ ref }) => ref).values()].flatMap(([first]) => first ?? []);
}
