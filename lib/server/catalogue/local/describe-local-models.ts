import "server-only";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { describeLlamaCppModels } from "./llama-cpp";
import { describeLmStudioModels } from "./lm-studio";
import { describeOllamaModels } from "./ollama";

export type LocalQuestion = {
  /** Where the server is, without a path. */
  origin: string;
  /** As `GET /v1/models` named them. */
  models: CatalogueModel[];
  timeoutMs: number;
};

const describers: Partial<Record<string, (question: LocalQuestion) => Promise<CatalogueModel[]>>> = {
  ollama: describeOllamaModels,
  lmstudio: describeLmStudioModels,
  llamacpp: describeLlamaCppModels,
};

/** The models with what their server says of them beyond OpenAI's list. What it does not say stays "not stated". */
export async function describeLocalModels(
  { id, baseUrl }: { id: string; baseUrl: string },
  { models, timeoutMs }: { models: CatalogueModel[]; timeoutMs: number },
): Promise<CatalogueModel[]> {
  const describer = describers[id];
  if (describer === undefined || !URL.canParse(baseUrl)) return models;
  return describer({ origin: new URL(baseUrl).origin, models, timeoutMs });
}
