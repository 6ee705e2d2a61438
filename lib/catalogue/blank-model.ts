import type { CatalogueModel, CatalogueSource, ProviderKind } from "@/lib/catalogue/catalogue-model";
import { toPriceState } from "@/lib/catalogue/to-price-state";
import { formatModelRef } from "@/lib/model-ref";

/** A row of which only the id is known: everything else is "not stated". */
export function blankModel(options: {
  providerId: string;
  id: string;
  kind: ProviderKind;
  source: CatalogueSource;
  sourceDate: string;
}): CatalogueModel {
  const { providerId, id, kind, source, sourceDate } = options;
  const prices = { inputUsdPerMTok: null, outputUsdPerMTok: null, cachedInputUsdPerMTok: null };
  return {
    ref: formatModelRef({ providerId, modelId: id }),
    providerId,
    id,
    name: id,
    family: null,
    imageInput: null,
    audioInput: null,
    videoInput: null,
    pdfInput: null,
    toolUse: null,
    reasoning: null,
    structuredOutput: null,
    openWeights: null,
    contextTokens: null,
    maxOutputTokens: null,
    prices,
    priceState: toPriceState({ prices, kind }),
    releaseDate: null,
    knowledge: null,
    canonicalId: null,
    status: null,
    aliases: [],
    notOffered: null,
    replacement: null,
    warnings: [],
    source,
    sourceDate,
  };
}
