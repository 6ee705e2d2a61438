import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { toTierPrices } from "@/lib/money/to-tier-prices";
import type { CompletionRequest } from "./completion-request";

const tokensPerMTok = 1_000_000;
/** Written when nothing says how much may be: neither the request nor the catalogue. */
const assumedOutputTokens = 8_192;
/** An image or a file is counted as this many characters, not as its base64. */
const charactersPerFile = 6_000;

/** The characters of all texts of a request, which is what its prompt's tokens are estimated from. */
export function countPromptCharacters({ messages, tools, response_format }: CompletionRequest): number {
  return [messages, tools, response_format].reduce<number>((sum, value) => sum + countIn(value), 0);
}

function countIn(value: unknown): number {
  if (typeof value === "string") return value.startsWith("data:") ? charactersPerFile : value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countIn(item), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, inner]) =>
      sum + (name === "data" || name === "file_data" ? charactersPerFile : countIn(inner)),
    0,
  );
}

/**
 * What a request may cost at most, in USD, as far as that can be known before it is sent: its prompt, counted high, and as
 * much output as it may have. null when the model's prices are not known.
 */
export function estimateHighestCost(
  request: CompletionRequest,
  model: Pick<CatalogueModel, "prices" | "priceState" | "maxOutputTokens"> | null,
): number | null {
  if (model?.priceState === "listed-zero") return 0;
  if (model === null) return null;
  const inputTokens = Math.ceil(countPromptCharacters(request) / 2) + request.messages.length * 8;
  const { inputUsdPerMTok, outputUsdPerMTok } = toTierPrices(model.prices, inputTokens);
  if (inputUsdPerMTok === null || outputUsdPerMTok === null) return null;
  const asked = request.max_completion_tokens ?? request.max_tokens ?? null;
  const outputTokens = (asked ?? model.maxOutputTokens ?? assumedOutputTokens) * (request.n ?? 1);
  return (inputTokens * inputUsdPerMTok + outputTokens * outputUsdPerMTok) / tokensPerMTok;
}
