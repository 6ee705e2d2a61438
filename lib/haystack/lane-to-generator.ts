import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { JsonObject, JsonValue } from "@/lib/json-value";
import { parseModelRef } from "@/lib/model-ref";
import { type ProviderAddress, requireAddress } from "@/lib/providers/provider-address";
import { settingByKwarg } from "./generator-to-lane";
import { createGenerator, defaultBaseUrl, type MetaLlamaGenerator } from "./meta-llama-generator";

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

/** The component's own address for the Llama API; the others end in a slash like it. */
function findAddress(providerId: string): ProviderAddress {
  const { baseUrl, keyVariable } = requireAddress(providerId);
  return { baseUrl: providerId === "llama" ? defaultBaseUrl : `${baseUrl}/`, keyVariable };
}

function toKwargs(settings: LaneSettings): JsonObject {
  const typed = Object.entries(settingByKwarg).flatMap(([kwarg, setting]): [string, JsonValue][] => {
    const value = settings[setting];
    return value === undefined ? [] : [[kwarg, value]];
  });
  return { ...Object.fromEntries(typed), ...settings.body };
}
