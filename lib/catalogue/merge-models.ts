import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";

/** A source's row: what it does not know is absent or null. */
export type SourceRow = CatalogueModel;

function firstKnown<T>(strong: T | null, weak: T | null): T | null {
  return strong ?? weak;
}

/** The stronger published prices; what is half known is better than nothing. */
function pickPrices(strong: SourceRow, weak: SourceRow): Pick<CatalogueModel, "prices" | "priceState"> {
  const isWeakBetter =
    strong.priceState === "unknown" && (weak.priceState !== "unknown" || !hasPrice(strong));
  const { prices, priceState } = isWeakBetter ? weak : strong;
  return { prices, priceState };
}

const hasPrice = ({ prices }: SourceRow) => Object.values(prices).some((price) => price !== null);

/** One row from two sources of the same model: per field the stronger that knows wins, null never overrides. */
export function mergeModel(strong: SourceRow, weak: SourceRow): CatalogueModel {
  return {
    ...strong,
    name: strong.name === strong.id ? weak.name : strong.name,
    family: firstKnown(strong.family, weak.family),
    imageInput: firstKnown(strong.imageInput, weak.imageInput),
    audioInput: firstKnown(strong.audioInput, weak.audioInput),
    videoInput: firstKnown(strong.videoInput, weak.videoInput),
    pdfInput: firstKnown(strong.pdfInput, weak.pdfInput),
    toolUse: firstKnown(strong.toolUse, weak.toolUse),
    reasoning: firstKnown(strong.reasoning, weak.reasoning),
    structuredOutput: firstKnown(strong.structuredOutput, weak.structuredOutput),
    openWeights: firstKnown(strong.openWeights, weak.openWeights),
    contextTokens: firstKnown(strong.contextTokens, weak.contextTokens),
    maxOutputTokens: firstKnown(strong.maxOutputTokens, weak.maxOutputTokens),
    // Prices of one source belong together: half of one and half of another is no price anybody published.
    ...pickPrices(strong, weak),
    aliases: [...new Set([...strong.aliases, ...weak.aliases])],
    notOffered: firstKnown(strong.notOffered, weak.notOffered),
    replacement: firstKnown(strong.replacement, weak.replacement),
    warnings: [...new Set([...strong.warnings, ...weak.warnings])],
  };
}

/** All models of all sources, the strongest source first; one row per ref, in order of first appearance. */
export function mergeModels(sources: SourceRow[][]): CatalogueModel[] {
  const byRef = new Map<string, CatalogueModel>();
  for (const row of sources.flat()) {
    const known = byRef.get(row.ref);
    byRef.set(row.ref, known === undefined ? row : mergeModel(known, row));
  }
  return [...byRef.values()];
}
