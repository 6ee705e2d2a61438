import { AppError } from "@/lib/app-error";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { JsonObject, JsonValue } from "@/lib/json-value";
import { parseModelRef } from "@/lib/model-ref";
import { builtInProviders } from "@/lib/providers/built-in-providers";
import { settingByKwarg } from "./generator-to-lane";
import { createGenerator, defaultBaseUrl, type MetaLlamaGenerator } from "./meta-llama-generator";

/** Where a provider is and which variable holds its key; null when it needs none. */
export type ProviderAddress = { baseUrl: string; keyVariable: string | null };

export type LaneToExport = {
  model: string;
  settings: LaneSettings;
  /** The lane's provider, needed when it is not built in. */
  provider?: ProviderAddress;
};

export type ExportedGenerator = { generator: MetaLlamaGenerator; warnings: string[] };

/**
 * The generator that asks what the lane asks.
 * @throws AppError `unknown_provider` when nobody says where the provider is
 */
export function laneToGenerator({ model, settings, provider }: LaneToExport): ExportedGenerator {
  const { providerId, modelId } = parseModelRef(model);
  const address = provider ?? findAddress(providerId);
  const variable = address.keyVariable ?? `${providerId.toUpperCase().replaceAll("-", "_")}_API_KEY`;
  return {
    generator: createGenerator({
      api_key: { type: "env_var", env_vars: [variable], strict: true },
      model: modelId,
      api_base_url: address.baseUrl,
      generation_kwargs: toKwargs(settings),
    }),
    warnings: [
      ...(settings.instructions === undefined
        ? []
        : ["The system prompt is not part of a generator: give it as the first message."]),
      ...(address.keyVariable === null
        ? [`${providerId} needs no key, but the component does: set ${variable} to any text.`]
        : []),
    ],
  };
}

function findAddress(providerId: string): ProviderAddress {
  if (providerId === "llama") return { baseUrl: defaultBaseUrl, keyVariable: "LLAMA_API_KEY" };
  const callable = builtInProviders.filter(({ kind }) => kind !== "demo");
  const known = callable.find(({ id }) => id === providerId);
  if (known !== undefined) {
    return { baseUrl: `${known.baseUrl}/`, keyVariable: known.keyVariables[0] ?? null };
  }
  const names = callable.map(({ id }) => id).join(", ");
  throw new AppError(
    "unknown_provider",
    `The address of "${providerId}" is not known. Known providers: ${names}.`,
  );
}

function toKwargs(settings: LaneSettings): JsonObject {
  const typed = Object.entries(settingByKwarg).flatMap(([kwarg, setting]): [string, JsonValue][] => {
    const value = settings[setting];
    return value === undefined ? [] : [[kwarg, value]];
  });
  return { ...Object.fromEntries(typed), ...settings.body };
}
