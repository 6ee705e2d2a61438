import "server-only";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { singleton } from "@/lib/server/singleton";
import type { CallableModel } from "@/lib/server/wire/stream-part";
import type { ProviderSettings } from "./provider-settings";

type SdkSettings = Parameters<typeof createOpenAICompatible>[0];

/** The SDK's model of an OpenAI-compatible server. */
export const createSdkModel = (
  { id, baseUrl }: ProviderSettings,
  modelId: string,
  settings?: Pick<SdkSettings, "headers" | "fetch" | "transformRequestBody">,
): CallableModel =>
  createOpenAICompatible({
    name: id,
    baseURL: baseUrl,
    includeUsage: true,
    supportsStructuredOutputs: true,
    ...settings,
  }).chatModel(modelId);

const mostKept = 200;

/** One that writes requests and keeps nothing of them, made once: each builds its schemas anew, in most of a millisecond. */
export function keepSdkModel(provider: ProviderSettings, modelId: string): CallableModel {
  const kept = singleton("sdk-models", () => new Map<string, CallableModel>());
  const ref = `${provider.id}/${modelId}`;
  const known = kept.get(ref);
  if (known !== undefined) return known;
  const model = createSdkModel(provider, modelId);
  if (kept.size >= mostKept) kept.clear();
  kept.set(ref, model);
  return model;
}
