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

const runningSchema = z.object({ models: z.array(z.unknown()) });
const loadedSchema = z.object({ model: z.string(), context_length: z.number().int().positive() });

/** By id, the window each loaded model runs with. */
async function listLoaded({ origin, timeoutMs }: LocalQuestion): Promise<ReadonlyMap<string, number>> {
  const reply = await askServer({ url: `${origin}/api/ps`, timeoutMs });
  const rows = reply.ok ? (runningSchema.safeParse(reply.body).data?.models ?? []) : [];
  const loaded = rows.flatMap((row) => loadedSchema.safeParse(row).data ?? []);
  return new Map(loaded.map(({ model, context_length }) => [model, context_length]));
}

/** `num_ctx` of its Modelfile is the window it runs with. */
function toSetContext({ parameters }: Shown): number | null {
  const set = Number(/^num_ctx\s+(\d+)\s*$/m.exec(parameters ?? "")?.[1] ?? 0);
  return set > 0 ? set : null;
}

/** What the model was made for. */
function toLongestContext({ model_info = {} }: Shown): number | null {
  const trained = model_info[`${model_info["general.architecture"]}.context_length`];
  return typeof trained === "number" && Number.isInteger(trained) && trained > 0 ? trained : null;
}

/** By default it is a few thousand tokens on most machines (Ollama, "Context length"), and what is longer is cut. */
const mayBeLess =
  "This is the longest context the model can have. Ollama may run it with less, and cuts what is longer.";

type Window = Pick<CatalogueModel, "contextTokens" | "warnings">;

function toWindow(shown: Shown, model: CatalogueModel, loaded: number | undefined): Window {
  const known = loaded ?? toSetContext(shown);
  if (known !== null) return { contextTokens: known, warnings: [] };
  const longest = toLongestContext(shown);
  const isCloud = /[:-]cloud$/.test(model.id);
  return {
    contextTokens: longest ?? model.contextTokens,
    warnings: longest === null || isCloud ? [] : [mayBeLess],
  };
}

/**
 * A model with what `POST /api/show` says of it, and the window it is loaded with; null for one that writes no text, such as
 * an embedder.
 */
function addShown(
  model: CatalogueModel,
  { body, loaded }: { body: unknown; loaded: number | undefined },
): CatalogueModel | null {
  const shown = showSchema.safeParse(body).data;
  if (shown === undefined) return model;
  const window = toWindow(shown, model, loaded);
  const can = shown.capabilities;
  if (can === undefined) return { ...model, ...window };
  if (!can.includes("completion")) return null;
  return {
    ...model,
    ...window,
    toolUse: can.includes("tools"),
    imageInput: can.includes("vision"),
    reasoning: can.includes("thinking"),
  };
}

/** Ollama's models with context and capabilities, asked for one by one at once. */
export async function describeOllamaModels(question: LocalQuestion) {
  const { origin, models, timeoutMs } = question;
  const loading = listLoaded(question);
  const described = await Promise.all(
    models.slice(0, mostModels).map(async (model) => {
      const reply = await askServer({ url: `${origin}/api/show`, body: { model: model.id }, timeoutMs });
      const loaded = (await loading).get(model.id);
      return reply.ok ? addShown(model, { body: reply.body, loaded }) : model;
    }),
  );
  return [...described.filter((model) => model !== null), ...models.slice(mostModels)];
}
