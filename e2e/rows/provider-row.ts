import type { Catalogue, CatalogueModel } from "@/lib/catalogue/catalogue-model";
import type { RowCheck } from "./row-check";
import { expectReply, expectStream } from "./shared-checks";

/** What every provider must do, tried on its cheapest model. */
export function toProviderChecks(providerId: string, { models }: Catalogue): RowCheck[] {
  const cheapest = models
    .filter((model) => model.providerId === providerId && model.notOffered === null)
    .toSorted((a, b) => toPrice(a) - toPrice(b))[0];
  if (cheapest === undefined) return [];
  const { ref } = cheapest;
  return [
    {
      point: 1,
      title: `${ref} streams text, with its tokens counted`,
      run: (system) => expectStream(system, ref),
    },
    { point: 2, title: `${ref} answers as one reply`, run: (system) => expectReply(system, ref) },
  ];
}

/** What nobody knows the price of comes last. */
function toPrice({ prices, priceState }: CatalogueModel): number {
  if (priceState === "local") return 0;
  const { inputUsdPerMTok, outputUsdPerMTok } = prices;
  return inputUsdPerMTok === null || outputUsdPerMTok === null
    ? Number.POSITIVE_INFINITY
    : inputUsdPerMTok + outputUsdPerMTok;
}
