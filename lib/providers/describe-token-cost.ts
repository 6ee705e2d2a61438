import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { describeSource } from "@/lib/catalogue/describe-source";
import { originOf } from "@/lib/catalogue/origin-of";
import { estimateHighestCost } from "@/lib/gateway/estimate-request";
import { findUncounted } from "@/lib/money/find-uncounted";
import { formatUsd } from "@/lib/money/format-usd";
import { oneTokenRequest } from "./connection-test";

/** What asking a model for one token costs, before it is asked, as a sentence. */
export function describeTokenCost(model: CatalogueModel): string {
  if (model.priceState === "simulated") return "Simulated: it costs nothing.";
  if (model.priceState === "local") return "It runs on your machine: nobody bills it.";
  if (model.priceState === "listed-zero") return "It is listed at $0, which need not mean free.";
  const usd = estimateHighestCost(oneTokenRequest(model.ref), model);
  if (usd === null) return model.priceVaries ?? "Its price is not published: what it costs is not known.";
  const source = describeSource(originOf(model, "prices"));
  const uncounted = findUncounted(model);
  const besides = uncounted === null ? "" : `; ${uncounted}`;
  return `It costs about ${formatUsd(usd)}, going by its price (${source.replace("From", "from")})${besides}.`;
}
