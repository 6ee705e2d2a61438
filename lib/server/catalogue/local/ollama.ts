import "server-only";
import { z } from "zod";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { askServer } from "@/lib/server/catalogue/ask-server";
import type { LocalQuestion } from "./describe-local-models";

/** Each model is a question of its own; nobody has more than these on one machine. */
const mostModels = 200;

const showSchema = z.object({
  capabilities: z.array(z.string()).optional().catch(undefined),
  model_info: z.record(z.string(), z.unknown()).optional().catch(undefined),
  parameters: z.string().optional().catch(undefined),
});

type Shown = z.infer<typeof showSchema>;

/** `num_ctx` of its Modelfile is the window it runs with; else what the model was made for. */
function toContext({ parameters, model_info = {} }: Shown): number | null {
  const set = Number(/^num_ctx\s+(\d+)\s*$/m.exec(parameters ?? "")?.[1] ?? 0);
  if (set > 0) return set;
  const architecture = model_info["general.architecture"];
  const trained = model_info[`${architecture}.context_length`];
  return typeof trained === "number" && Number.isInteger(trained) && trained > 0 ? trained : null;
}

/** A model with what `POST /api/show` says of it; null for one that writes no text, such as an embedder. */
export function addShown(model: CatalogueModel, body: unknown): CatalogueModel | null {
  const shown = showSchema.safeParse(body).data;
  if (shown === undefined) return model;
  const contextTokens = toContext(shown) ?? model.contextTokens;
  const can = shown.capabilities;
  if (can === undefined) return { ...model, contextTokens };
  if (!can.includes("completion")) return null;
  return {
    ...model,
    contextTokens,
    toolUse: can.includes("tools"),
    imageInput: can.includes("vision"),
    reasoning: can.includes("thinking"),
  };
}

/** Ollama's models with context and capabilities, asked for one by one at once. */
export async function describeOllamaModels({ origin, models, timeoutMs }: LocalQuestion) {
  const described = await Promise.all(
    models.slice(0, mostModels).map(async (model) => {
      const reply = await askServer({ url: `${origin}/api/show`, body: { model: model.id }, timeoutMs });
      return reply.ok ? addShown(model, reply.body) : model;
    }),
  );
  return [...described.filter((model) => model !== null), ...models.slice(mostModels)];
}
