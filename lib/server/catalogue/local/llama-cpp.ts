import "server-only";
import { z } from "zod";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { askServer } from "@/lib/server/catalogue/ask-server";
import type { LocalQuestion } from "./describe-local-models";

const propsSchema = z.object({
  default_generation_settings: z
    .object({ n_ctx: z.number().int().positive().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  modalities: z
    .object({
      vision: z.boolean().optional().catch(undefined),
      audio: z.boolean().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** llama.cpp's one model with the window it was started with, which may be shorter than what it was trained for. */
export async function describeLlamaCppModels({ origin, models, timeoutMs }: LocalQuestion) {
  const [model] = models;
  // `/props` speaks of the loaded model: of several, nobody knows which one that is.
  if (model === undefined || models.length > 1) return models;
  const reply = await askServer({ url: `${origin}/props`, timeoutMs });
  const props = reply.ok ? propsSchema.safeParse(reply.body).data : undefined;
  if (props === undefined) return models;
  const described: CatalogueModel = {
    ...model,
    contextTokens: props.default_generation_settings?.n_ctx ?? model.contextTokens,
    imageInput: props.modalities?.vision ?? null,
    audioInput: props.modalities?.audio ?? null,
  };
  return [described];
}
