import "server-only";
import { z } from "zod";
import type { CatalogueModel, Stated } from "@/lib/catalogue/catalogue-model";
import { askServer } from "@/lib/server/catalogue/ask-server";
import type { LocalQuestion } from "./describe-local-models";

const count = z.number().int().positive().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

type Details = {
  id: string;
  name?: string | undefined;
  isEmbedder: boolean;
  /** The window it was loaded with, else the longest it can have. */
  contextTokens: number | null;
  imageInput: Stated;
  toolUse: Stated;
};

/** `GET /api/v1/models`. */
const newSchema = z.object({
  key: z.string(),
  type: z.string().optional(),
  display_name: z.string().max(200).optional().catch(undefined),
  max_context_length: count,
  loaded_instances: z
    .array(z.object({ config: z.object({ context_length: count }) }))
    .optional()
    .catch(undefined),
  capabilities: z.object({ vision: flag, trained_for_tool_use: flag }).optional().catch(undefined),
});

/** `GET /api/v0/models`, of older versions. */
const oldSchema = z.object({
  id: z.string(),
  type: z.string().optional(),
  max_context_length: count,
  loaded_context_length: count,
  capabilities: z.array(z.string()).optional().catch(undefined),
});

function parseNew(row: unknown): Details[] {
  const { data } = newSchema.safeParse(row);
  if (data === undefined) return [];
  const loaded = data.loaded_instances?.[0]?.config.context_length;
  return [
    {
      id: data.key,
      name: data.display_name,
      isEmbedder: data.type === "embedding",
      contextTokens: loaded ?? data.max_context_length ?? null,
      imageInput: data.capabilities?.vision ?? null,
      toolUse: data.capabilities?.trained_for_tool_use ?? null,
    },
  ];
}

function parseOld(row: unknown): Details[] {
  const { data } = oldSchema.safeParse(row);
  if (data === undefined) return [];
  return [
    {
      id: data.id,
      isEmbedder: data.type === "embeddings",
      contextTokens: data.loaded_context_length ?? data.max_context_length ?? null,
      imageInput: data.type === undefined ? null : data.type === "vlm",
      toolUse: data.capabilities?.includes("tool_use") ?? null,
    },
  ];
}

const newListSchema = z.object({ models: z.array(z.unknown()) });
const oldListSchema = z.object({ data: z.array(z.unknown()) });

async function listDetails({ origin, timeoutMs }: LocalQuestion): Promise<Details[]> {
  const reply = await askServer({ url: `${origin}/api/v1/models`, timeoutMs });
  const rows = reply.ok ? newListSchema.safeParse(reply.body).data?.models : undefined;
  if (rows !== undefined) return rows.flatMap(parseNew);
  const older = await askServer({ url: `${origin}/api/v0/models`, timeoutMs });
  return (older.ok ? (oldListSchema.safeParse(older.body).data?.data ?? []) : []).flatMap(parseOld);
}

function addDetails(model: CatalogueModel, details: Details | undefined): CatalogueModel[] {
  if (details === undefined) return [model];
  if (details.isEmbedder) return [];
  const { name = model.name, contextTokens, imageInput, toolUse } = details;
  return [{ ...model, name, contextTokens: contextTokens ?? model.contextTokens, imageInput, toolUse }];
}

/** LM Studio's models with context and capabilities; embedders are left out. */
export async function describeLmStudioModels(question: LocalQuestion): Promise<CatalogueModel[]> {
  const byId = new Map((await listDetails(question)).map((details) => [details.id, details]));
  return question.models.flatMap((model) => addDetails(model, byId.get(model.id)));
}
