import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { toPriceTitle } from "@/lib/catalogue/describe-source";
import { formatModelPrice } from "@/lib/money/format-usd";

type PriceCellProps = { model: CatalogueModel; usdPerMTok: number | null };

/** A price in USD per million tokens, or in words why there is none. */
export function PriceCell({ model, usdPerMTok }: PriceCellProps) {
  const isPrice = model.priceState === "metered" && usdPerMTok !== null;
  return (
    <span className={`sm:whitespace-nowrap ${isPrice ? "" : "text-muted"}`} title={toPriceTitle(model)}>
      {formatModelPrice(model, usdPerMTok)}
    </span>
  );
}
