import "server-only";
import { blankModel } from "@/lib/catalogue/blank-model";
import type { CatalogueModel, ProviderKind } from "@/lib/catalogue/catalogue-model";
import { toPriceState } from "@/lib/catalogue/to-price-state";
import type { ConfigModel } from "@/lib/providers/config-schema";

/** The operator's own models and prices of one provider, which beat every other source. */
export function toConfigModels(options: {
  providerId: string;
  kind: ProviderKind;
  models: Record<string, ConfigModel>;
  sourceDate: string;
}): CatalogueModel[] {
  const { providerId, kind, models, sourceDate } = options;
  return Object.entries(models).map(([id, model]) => {
    const prices = {
      inputUsdPerMTok: model.inputUsdPerMTok ?? null,
      outputUsdPerMTok: model.outputUsdPerMTok ?? null,
      cachedInputUsdPerMTok: model.cachedInputUsdPerMTok ?? null,
    };
    return {
      ...blankModel({ providerId, id, kind, source: "config", sourceDate }),
      name: model.name ?? id,
      imageInput: model.imageInput ?? null,
      toolUse: model.toolUse ?? null,
      reasoning: model.reasoning ?? null,
      structuredOutput: model.structuredOutput ?? null,
      ...(model.temperature === undefined ? {} : { temperature: model.temperature }),
      contextTokens: model.contextTokens ?? null,
      maxOutputTokens: model.maxOutputTokens ?? null,
      prices,
      priceState: toPriceState({ prices, kind }),
    };
  });
}
