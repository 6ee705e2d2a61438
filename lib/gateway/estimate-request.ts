import type { CatalogueModel, ModelPrices } from "@/lib/catalogue/catalogue-model";
import { toTierPrices } from "@/lib/money/to-tier-prices";
import type { CompletionRequest } from "./completion-request";
import { estimateFileTokens, tokensPerImage, tokensPerUnseenFile } from "./estimate-file-tokens";

const tokensPerMTok = 1_000_000;
/** Written when nothing says how much may be: neither the request nor the catalogue. */
const assumedOutputTokens = 8_192;

/** What a prompt is made of: its tokens are estimated from that. */
export type PromptSize = {
  /** Of all texts. */
  characters: number;
  /** Of images, documents and sound: a guess, counted high. */
  fileTokens: number;
};

/** How much a request asks to be read. Files are counted by their content, not as their base64. */
export function measurePrompt({ messages, tools, response_format }: CompletionRequest): PromptSize {
  const size: PromptSize = { characters: 0, fileTokens: 0 };
  for (const value of [messages, tools, response_format]) measure(value, "", size);
  return size;
}

function measure(value: unknown, name: string, size: PromptSize): void {
  if (typeof value === "string") measureText(value, name, size);
  else if (Array.isArray(value)) for (const item of value) measure(item, name, size);
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) measure(inner, key, size);
}

function measureText(text: string, name: string, size: PromptSize): void {
  const content = /^data:[^,]{0,200};base64,/i.exec(text)?.[0];
  if (content !== undefined) size.fileTokens += estimateFileTokens(text.slice(content.length));
  else if (name === "data" || name === "file_data") size.fileTokens += estimateFileTokens(text);
  else if (name === "file_id") size.fileTokens += tokensPerUnseenFile;
  else if (name === "url" && /^https?:/i.test(text)) size.fileTokens += tokensPerImage;
  else size.characters += text.length;
}

type KnownModel = Pick<CatalogueModel, "prices" | "priceState" | "maxOutputTokens" | "contextTokens">;

/**
 * What a request may cost at most, in USD, as far as that can be known before it is sent: its prompt, counted high, and as
 * much output as it may have. null when the model's prices are not known.
 */
export function estimateHighestCost(
  request: CompletionRequest,
  model: KnownModel | null,
  size: PromptSize = measurePrompt(request),
): number | null {
  if (model?.priceState === "listed-zero") return 0;
  if (model === null) return null;
  // No model is billed for more of a file than it can read.
  const fileTokens = Math.min(size.fileTokens, model.contextTokens ?? Number.POSITIVE_INFINITY);
  const inputTokens = Math.ceil(size.characters / 2) + request.messages.length * 8 + fileTokens;
  const prices = toHighestPrices(toTierPrices(model.prices, inputTokens));
  if (prices === null) return null;
  const asked = request.max_completion_tokens ?? request.max_tokens ?? null;
  const outputTokens = (asked ?? model.maxOutputTokens ?? assumedOutputTokens) * (request.n ?? 1);
  const textUsd = (inputTokens - fileTokens) * prices.text + outputTokens * prices.output;
  return (textUsd + fileTokens * prices.file) / tokensPerMTok + (model.prices.requestUsd ?? 0);
}

/** USD per million tokens if all of it were what costs most: a prompt written to the cache, a file of sound, reasoning. */
function toHighestPrices(prices: ModelPrices): { text: number; file: number; output: number } | null {
  const { inputUsdPerMTok, outputUsdPerMTok } = prices;
  if (inputUsdPerMTok === null || outputUsdPerMTok === null) return null;
  const text = Math.max(inputUsdPerMTok, prices.cacheWriteUsdPerMTok ?? 0);
  return {
    text,
    file: Math.max(text, prices.audioInputUsdPerMTok ?? 0),
    output: Math.max(outputUsdPerMTok, prices.reasoningUsdPerMTok ?? 0),
  };
}
