import type { ReactNode } from "react";
import type { CatalogueModel, Stated } from "@/lib/catalogue/catalogue-model";
import { describeOrigin, describeSource, toPriceTitle } from "@/lib/catalogue/describe-source";
import { toProviderAddress } from "@/lib/catalogue/model-address";
import { originOf } from "@/lib/catalogue/origin-of";
import type { ColumnId, ModelRow } from "@/lib/catalogue/table-columns";
import type { Workload } from "@/lib/catalogue/workload";
import { formatCompactCount, formatCount } from "@/lib/format-number";
import { formatModelPrice } from "@/lib/money/format-usd";
import { AvailabilityCell } from "./availability-cell";
import { CapabilityCell } from "./capability-cell";
import { reachClass } from "./column-class";
import { CostCell } from "./cost-cell";
import { TokensCell } from "./tokens-cell";

/** What stands in a cell, what hovering it tells, and whether it is no figure. */
export type CellContent = { content: ReactNode; title?: string; isMuted?: boolean };

/** What a row shows in a column, wherever possible as a mere text: a table of thousands is drawn of it. */
export function toCell(
  column: Exclude<ColumnId, "model">,
  { model, provider }: ModelRow,
  workload: Workload,
): CellContent {
  const { prices } = model;
  const toSource = (field: keyof CatalogueModel) => describeSource(originOf(model, field));
  switch (column) {
    case "provider":
      return {
        title: provider.name,
        content: (
          <a href={toProviderAddress(provider.id)} className={`${reachClass} hover:underline`}>
            {provider.name}
          </a>
        ),
      };
    case "context":
      // Without a maximum output, it is the context that is warned of.
      return toTokens(model, "contextTokens", model.maxOutputTokens === null);
    case "output":
      return toTokens(model, "maxOutputTokens", model.maxOutputTokens !== null);
    case "inputPrice":
      return toPrice(model, prices.inputUsdPerMTok);
    case "outputPrice":
      return toPrice(model, prices.outputUsdPerMTok);
    case "cachedPrice":
      return toPrice(model, prices.cachedInputUsdPerMTok);
    case "cost":
      return { content: <CostCell row={{ model, provider }} workload={workload} /> };
    case "capabilities":
      return { content: <CapabilityCell model={model} /> };
    case "schema":
      return toText(toYesOrNo(model.structuredOutput), toSource("structuredOutput"));
    case "weights":
      return toText(toYesOrNo(model.openWeights), toSource("openWeights"));
    case "family":
      return toText(model.family, toSource("family"));
    case "released":
      return toText(model.releaseDate, toSource("releaseDate"));
    case "knowledge":
      return toText(model.knowledge, toSource("knowledge"));
    case "status":
      return toText(model.status, toSource("status"));
    case "source":
      return { content: describeOrigin(model), title: describeOrigin(model), isMuted: true };
    case "availability":
      return { content: <AvailabilityCell model={model} provider={provider} /> };
  }
}

function toTokens(
  model: CatalogueModel,
  field: "contextTokens" | "maxOutputTokens",
  isWarnedOf: boolean,
): CellContent {
  const { [field]: tokens, warnings } = model;
  const source = describeSource(originOf(model, field));
  if (tokens === null) return toText(null, source);
  if (isWarnedOf && warnings.length > 0)
    return { content: <TokensCell tokens={tokens} warnings={warnings} source={source} /> };
  return { content: formatCompactCount(tokens), title: `${formatCount(tokens)} tokens. ${source}` };
}

function toPrice(model: CatalogueModel, usdPerMTok: number | null): CellContent {
  return {
    content: formatModelPrice(model, usdPerMTok),
    title: toPriceTitle(model),
    isMuted: model.priceState !== "metered" || usdPerMTok === null,
  };
}

const toYesOrNo = (value: Stated) => (value === null ? null : value ? "yes" : "no");

const toText = (text: string | null, source: string): CellContent =>
  text === null ? { content: "not stated", isMuted: true } : { content: text, title: `${text}. ${source}` };
