import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { formatCount } from "@/lib/format-number";
import type { RequestFacts } from "./choose-candidates";

type Abilities = Pick<CatalogueModel, "imageInput" | "toolUse" | "contextTokens" | "maxInputTokens">;

/** What a model is known not to take of a request, as the end of a sentence; null when nothing is known against it. */
export function findInability(model: Abilities | null, facts: RequestFacts): string | null {
  if (model === null) return null;
  const { imageInput, toolUse, contextTokens, maxInputTokens } = model;
  if (facts.hasImages && imageInput === false) return "takes no images";
  if (facts.needsTools && toolUse === false) return "calls no tools";
  if (contextTokens !== null && facts.inputTokens > contextTokens)
    return `has a context of ${formatCount(contextTokens)} tokens only`;
  if (maxInputTokens !== undefined && facts.inputTokens > maxInputTokens)
    return `takes ${formatCount(maxInputTokens)} tokens of input only`;
  return null;
}
