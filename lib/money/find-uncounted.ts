import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { formatPrice } from "./format-usd";

/** Models that search the web for every answer, at every host; their makers bill that besides the tokens. */
const searchers: readonly { ref: RegExp; bills: string[] }[] = [
  { ref: /perplexity[^/]*\/sonar/i, bills: ["requests", "searches", "citations"] },
  { ref: /\/gpt-[\w.-]*-search-(?:preview|api)/i, bills: ["searches"] },
];

/** What is billed besides tokens and no estimate counts, because no answer says how much of it there was; null for nothing. */
export function findUncounted({
  ref,
  prices,
}: Pick<CatalogueModel, "prices"> & Partial<Pick<CatalogueModel, "ref">>): string | null {
  const searcher = ref === undefined ? undefined : searchers.find((known) => known.ref.test(ref));
  if (searcher === undefined) return null;
  const each = prices.searchUsd === undefined ? "" : ` (a search ${formatPrice(prices.searchUsd)})`;
  const bills = searcher.bills.filter((what) => what !== "requests" || prices.requestUsd === undefined);
  return `${new Intl.ListFormat("en-GB").format(bills)} billed besides the tokens${each} are not counted`;
}
