import "server-only";
import { z } from "zod";
import { blankModel } from "@/lib/catalogue/blank-model";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { toPriceState } from "@/lib/catalogue/to-price-state";
import { type ListingOrigin, listEntries } from "@/lib/server/catalogue/listing";

const count = z.number().int().positive().nullish().catch(undefined);
const usd = z.string().optional().catch(undefined);
const words = z.array(z.string()).optional().catch(undefined);

const entrySchema = z.object({
  id: z.string().min(1).max(300),
  name: z.string().min(1).max(200).optional().catch(undefined),
  context_length: count,
  architecture: z.object({ input_modalities: words, output_modalities: words }).optional().catch(undefined),
  pricing: z
    .object({
      prompt: usd,
      completion: usd,
      input_cache_read: usd,
      input_cache_write: usd,
      audio: usd,
      internal_reasoning: usd,
      request: usd,
      web_search: usd,
    })
    .optional()
    .catch(undefined),
  top_provider: z.object({ max_completion_tokens: count }).optional().catch(undefined),
  supported_parameters: words,
});

type Entry = z.infer<typeof entrySchema>;

/** USD as OpenRouter writes it, as decimal text, `power` decimal places up: moved in the text, no digit is lost. */
function toUsd(text: string | undefined, power = 0): number | null {
  const isDecimal = text !== undefined && /^\d+(\.\d+)?(e-?\d+)?$/i.test(text);
  if (!isDecimal) return null;
  const [digits = "0", exponent = "0"] = text.toLowerCase().split("e");
  const usd = Number(`${digits}e${Number(exponent) + power}`);
  return Number.isFinite(usd) ? usd : null;
}

/** OpenRouter's prices are USD per token; -1 stands for "depends on the model it is routed to". */
export const toUsdPerMTok = (usdPerToken: string | undefined): number | null => toUsd(usdPerToken, 6);

function toPrices(pricing: Entry["pricing"]): CatalogueModel["prices"] {
  const written = toUsdPerMTok(pricing?.input_cache_write);
  const heard = toUsdPerMTok(pricing?.audio);
  const thought = toUsdPerMTok(pricing?.internal_reasoning);
  const output = toUsdPerMTok(pricing?.completion);
  const requestUsd = toUsd(pricing?.request);
  const searchUsd = toUsd(pricing?.web_search);
  return {
    inputUsdPerMTok: toUsdPerMTok(pricing?.prompt),
    outputUsdPerMTok: output,
    cachedInputUsdPerMTok: toUsdPerMTok(pricing?.input_cache_read),
    ...(written !== null && { cacheWriteUsdPerMTok: written }),
    ...(heard !== null && heard > 0 && { audioInputUsdPerMTok: heard }),
    ...(thought !== null && thought > 0 && thought !== output && { reasoningUsdPerMTok: thought }),
    ...(requestUsd !== null && requestUsd > 0 && { requestUsd }),
    ...(searchUsd !== null && searchUsd > 0 && { searchUsd }),
  };
}

function translate(entry: Entry, base: CatalogueModel): CatalogueModel {
  const input = entry.architecture?.input_modalities;
  const takes = (kind: string) => input?.includes(kind) ?? null;
  const supports = (name: string) => entry.supported_parameters?.includes(name) ?? null;
  const prices = toPrices(entry.pricing);
  return {
    ...base,
    name: entry.name ?? entry.id,
    contextTokens: entry.context_length ?? null,
    maxOutputTokens: entry.top_provider?.max_completion_tokens ?? null,
    imageInput: takes("image"),
    audioInput: takes("audio"),
    videoInput: takes("video"),
    pdfInput: takes("file"),
    toolUse: supports("tools"),
    reasoning: supports("reasoning"),
    structuredOutput: supports("structured_outputs"),
    prices,
    priceState: toPriceState({ prices, kind: "hosted" }),
    ...(entry.pricing?.prompt === "-1" && { priceVaries: "The price is that of the model it is routed to." }),
  };
}

/** The text models in OpenRouter's list, with limits, capabilities and prices. */
export function parseOpenRouter(origin: ListingOrigin, listing: unknown): CatalogueModel[] {
  return listEntries(listing)
    .flatMap((entry) => entrySchema.safeParse(entry).data ?? [])
    .filter(({ architecture }) => architecture?.output_modalities?.includes("text") ?? true)
    .map((entry) => translate(entry, blankModel({ ...origin, id: entry.id, source: "live" })));
}
