import "server-only";
import type { CatalogueModel, ProviderKind } from "@/lib/catalogue/catalogue-model";

const noPrices = { inputUsdPerMTok: null, outputUsdPerMTok: null, cachedInputUsdPerMTok: null };

/**
 * Rows of a public list, which knows of models that servers on somebody's machine can have: there nobody is paid, and what the list
 * has as $0 is no price.
 */
export function withoutLocalPrices(
  rows: CatalogueModel[],
  kindOf: (providerId: string) => ProviderKind | undefined,
): CatalogueModel[] {
  return rows.map((row) =>
    kindOf(row.providerId) === "local" ? { ...row, prices: noPrices, priceState: "local" } : row,
  );
}
