import type { CatalogueModel, FactOrigin } from "@/lib/catalogue/catalogue-model";
import { originOf } from "./origin-of";

/** A source's row: what it does not know is absent or null. */
export type SourceRow = CatalogueModel;

function firstKnown<T>(strong: T | null, weak: T | null): T | null {
  return strong ?? weak;
}

/** The stronger published prices; what is half known is better than nothing, but one price is not the truth where it varies. */
function pickPrices(
  strong: SourceRow,
  weak: SourceRow,
): Pick<CatalogueModel, "prices" | "priceState" | "priceVaries"> {
  const isWeakBetter =
    strong.priceVaries === undefined &&
    strong.priceState === "unknown" &&
    (weak.priceState !== "unknown" || !hasPrice(strong));
  const { prices, priceState, priceVaries } = isWeakBetter ? weak : strong;
  return { prices, priceState, ...(priceVaries !== undefined && { priceVaries }) };
}

const hasPrice = ({ prices }: SourceRow) => Object.values(prices).some((price) => typeof price === "number");

/** What a source warns of are its own limits: where others are shown, nothing is odd about them, or something else is. */
function pickWarnings(
  sources: SourceRow[],
  shown: Pick<CatalogueModel, "contextTokens" | "maxOutputTokens">,
) {
  const own = sources.filter(
    ({ contextTokens, maxOutputTokens }) =>
      contextTokens === shown.contextTokens && maxOutputTokens === shown.maxOutputTokens,
  );
  const warnings = [...new Set(own.flatMap((source) => source.warnings))];
  return warnings.length > 0 ? warnings : toLimitWarnings(shown);
}

/** A maximum output above the context is kept as it is listed, and told. */
export function toLimitWarnings({
  contextTokens,
  maxOutputTokens,
}: Pick<CatalogueModel, "contextTokens" | "maxOutputTokens">): string[] {
  const exceeds = contextTokens !== null && maxOutputTokens !== null && maxOutputTokens > contextTokens;
  return exceeds ? ["The listed maximum output exceeds the context window."] : [];
}

/** Fields that are known or not, each by itself. */
const singleFields = [
  "family",
  "imageInput",
  "audioInput",
  "videoInput",
  "pdfInput",
  "toolUse",
  "reasoning",
  "structuredOutput",
  "openWeights",
  "contextTokens",
  "maxOutputTokens",
  "releaseDate",
  "knowledge",
  "canonicalId",
  "status",
] as const satisfies (keyof CatalogueModel)[];

/** One row from two sources of the same model: per field the stronger that knows wins, null never overrides. */
export function mergeModel(strong: SourceRow, weak: SourceRow): CatalogueModel {
  const origins: Record<string, FactOrigin> = { ...strong.origins };
  for (const field of singleFields) {
    if (strong[field] === null && weak[field] !== null) origins[field] = originOf(weak, field);
  }
  const temperature = strong.temperature ?? weak.temperature;
  if (strong.temperature === undefined && temperature !== undefined)
    origins.temperature = originOf(weak, "temperature");
  // It is a part of a context: beside another source's it would say nothing.
  const isWeakContext = strong.contextTokens === null || strong.contextTokens === weak.contextTokens;
  const maxInputTokens = strong.maxInputTokens ?? (isWeakContext ? weak.maxInputTokens : undefined);
  if (strong.maxInputTokens === undefined && maxInputTokens !== undefined)
    origins.maxInputTokens = originOf(weak, "maxInputTokens");
  const name = strong.name === strong.id ? weak.name : strong.name;
  if (name !== strong.name) origins.name = originOf(weak, "name");
  const priced = pickPrices(strong, weak);
  const limits = {
    contextTokens: firstKnown(strong.contextTokens, weak.contextTokens),
    maxOutputTokens: firstKnown(strong.maxOutputTokens, weak.maxOutputTokens),
  };
  if (priced.prices === weak.prices) origins.prices = originOf(weak, "prices");
  return {
    ...strong,
    name,
    ...Object.fromEntries(
      singleFields.map((field) => [field, firstKnown<unknown>(strong[field], weak[field])]),
    ),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxInputTokens === undefined ? {} : { maxInputTokens }),
    // Prices of one source belong together: half of one and half of another is no price anybody published.
    ...priced,
    aliases: [...new Set([...strong.aliases, ...weak.aliases])],
    notOffered: firstKnown(strong.notOffered, weak.notOffered),
    replacement: firstKnown(strong.replacement, weak.replacement),
    warnings: pickWarnings([strong, weak], limits),
    ...(Object.keys(origins).length > 0 && { origins }),
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
