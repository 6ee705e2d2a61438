import "server-only";
import { z } from "zod";
import type { CatalogueModel, PriceTier } from "@/lib/catalogue/catalogue-model";
import { toLimitWarnings } from "@/lib/catalogue/merge-models";
import { toPriceState } from "@/lib/catalogue/to-price-state";
import { formatModelRef } from "@/lib/model-ref";

const price = z.number().min(0).optional().catch(undefined);
const limit = z.number().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const text = z.string().max(200).optional().catch(undefined);

/** Some rows write the prices of the cache as `cached_input`, `cache_input` and `cached_write`. */
const costSchema = z.object({
  input: price,
  output: price,
  cache_read: price,
  cached_input: price,
  cache_input: price,
  cache_write: price,
  cached_write: price,
  reasoning: price,
  input_audio: price,
  output_audio: price,
  tiers: z.array(z.unknown()).optional().catch(undefined),
});

const tierSchema = z.object({
  tier: z.object({ type: z.literal("context").optional(), size: z.number().int().min(1) }),
  input: z.number().min(0),
  output: z.number().min(0),
  cache_read: price,
  cache_write: price,
  input_audio: price,
});

/** A model as models.dev writes it. Unknown keys are ignored; a field that cannot be read counts as not stated. */
const rowSchema = z.object({
  id: z
    .string()
    .min(1)
    .max(300)
    .regex(/^[^\s\p{Cc}<>]+$/u),
  name: z.string().min(1).max(200),
  family: text,
  reasoning: flag,
  tool_call: flag,
  structured_output: flag,
  temperature: flag,
  open_weights: flag,
  knowledge: text,
  release_date: text,
  last_updated: text,
  status: text,
  canonical_model_id: text,
  base_model: text,
  modalities: z.object({ input: z.array(z.string()), output: z.array(z.string()) }),
  cost: costSchema.optional().catch(undefined),
  limit: z.object({ context: limit, input: limit, output: limit }).optional().catch(undefined),
});

type Row = z.infer<typeof rowSchema>;

/** What stands for "no limit is known" in real data: 0, and numbers no model has. */
const highestLimit = 99_999_999;

function toLimit(tokens: number | undefined): number | null {
  return tokens === undefined || !Number.isInteger(tokens) || tokens <= 0 || tokens >= highestLimit
    ? null
    : tokens;
}

/** A year, a month or a day; what is before there were such models is a placeholder. */
function toDate(text: string | undefined): string | null {
  if (text === undefined || !/^\d{4}(-\d{2}){0,2}$/.test(text)) return null;
  return Number(text.slice(0, 4)) < 2015 ? null : text;
}

function toTiers(cost: Row["cost"]): PriceTier[] {
  return (cost?.tiers ?? [])
    .flatMap((tier) => tierSchema.safeParse(tier).data ?? [])
    .map(({ tier, input, output, cache_read, cache_write, input_audio }) => ({
      aboveInputTokens: tier.size,
      inputUsdPerMTok: input,
      outputUsdPerMTok: output,
      cachedInputUsdPerMTok: cache_read ?? null,
      cacheWriteUsdPerMTok: cache_write ?? null,
      ...(input_audio !== undefined && { audioInputUsdPerMTok: input_audio }),
    }))
    .sort((a, b) => a.aboveInputTokens - b.aboveInputTokens);
}

function toPrices(cost: Row["cost"]): CatalogueModel["prices"] {
  const tiers = toTiers(cost);
  const cacheWrite = cost?.cache_write ?? cost?.cached_write;
  return {
    inputUsdPerMTok: cost?.input ?? null,
    outputUsdPerMTok: cost?.output ?? null,
    cachedInputUsdPerMTok: cost?.cache_read ?? cost?.cached_input ?? cost?.cache_input ?? null,
    ...(cacheWrite !== undefined && { cacheWriteUsdPerMTok: cacheWrite }),
    ...(cost?.input_audio !== undefined && { audioInputUsdPerMTok: cost.input_audio }),
    ...(cost?.output_audio !== undefined && { audioOutputUsdPerMTok: cost.output_audio }),
    ...(cost?.reasoning !== undefined &&
      cost.reasoning !== cost.output && { reasoningUsdPerMTok: cost.reasoning }),
    ...(tiers.length > 0 && { tiers }),
  };
}

export type RowOrigin = Pick<CatalogueModel, "source" | "sourceDate"> & { providerId: string };

/** A text model from a row of models.dev; null for what cannot be read, `other` for models that write no text. */
export function translateRow(raw: unknown, origin: RowOrigin): CatalogueModel | "other" | null {
  const row = rowSchema.safeParse(raw).data;
  if (row === undefined) return null;
  if (!row.modalities.output.includes("text")) return "other";
  const { providerId, source, sourceDate } = origin;
  const prices = toPrices(row.cost);
  const contextTokens = toLimit(row.limit?.context);
  const maxOutputTokens = toLimit(row.limit?.output);
  const maxInputTokens = toLimit(row.limit?.input);
  const isInputLess = contextTokens !== null && maxInputTokens !== null && maxInputTokens < contextTokens;
  const takes = (kind: string) => row.modalities.input.includes(kind);
  return {
    ref: formatModelRef({ providerId, modelId: row.id }),
    providerId,
    id: row.id,
    name: row.name,
    family: row.family ?? null,
    imageInput: takes("image"),
    audioInput: takes("audio"),
    videoInput: takes("video"),
    pdfInput: takes("pdf"),
    toolUse: row.tool_call ?? null,
    reasoning: row.reasoning ?? null,
    structuredOutput: row.structured_output ?? null,
    ...(row.temperature === undefined ? {} : { temperature: row.temperature }),
    openWeights: row.open_weights ?? null,
    contextTokens,
    ...(isInputLess && { maxInputTokens }),
    maxOutputTokens,
    prices,
    priceState: toPriceState({ prices, kind: "hosted" }),
    releaseDate: toDate(row.release_date),
    knowledge: toDate(row.knowledge),
    canonicalId: row.canonical_model_id ?? row.base_model ?? null,
    status: row.status ?? null,
    aliases: [],
    notOffered: null,
    replacement: null,
    warnings: toLimitWarnings({ contextTokens, maxOutputTokens }),
    source,
    sourceDate,
  };
}
