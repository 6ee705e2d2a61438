import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { toPriceState } from "@/lib/catalogue/to-price-state";
import { formatModelRef } from "@/lib/model-ref";
import { type DocumentedRow, llamaRows, wandbRows } from "./documented-rows";

function toWarnings({ contextWindow, maxOutput }: DocumentedRow): string[] {
  if (maxOutput > contextWindow) return ["The documented maximum output exceeds the context window."];
  if (maxOutput === 66_536) return ["The documented maximum output, 66,536, may be meant as 65,536."];
  return [];
}

function toCatalogueModel(providerId: string, row: DocumentedRow): CatalogueModel {
  const prices = {
    inputUsdPerMTok: row.inputCost,
    outputUsdPerMTok: row.outputCost,
    cachedInputUsdPerMTok: null,
  };
  return {
    ref: formatModelRef({ providerId, modelId: row.id }),
    providerId,
    id: row.id,
    name: row.name,
    family: null,
    imageInput: row.imageInput,
    audioInput: false,
    videoInput: false,
    pdfInput: null,
    toolUse: true,
    reasoning: row.reasoning,
    structuredOutput: null,
    openWeights: null,
    contextTokens: row.contextWindow,
    maxOutputTokens: row.maxOutput,
    prices,
    priceState: toPriceState({ prices, kind: "hosted" }),
    releaseDate: null,
    knowledge: null,
    canonicalId: null,
    status: null,
    aliases: row.spelling === undefined ? [] : [row.spelling],
    notOffered: null,
    replacement: null,
    warnings: toWarnings(row),
    source: "documented",
    sourceDate: "2025",
  };
}

/** The 17 models of the two providers' pages this product began with, as documented in 2025. */
export const documentedModels: CatalogueModel[] = [
  ...llamaRows.map((row) => toCatalogueModel("llama", row)),
  ...wandbRows.map((row) => toCatalogueModel("wandb", row)),
];
