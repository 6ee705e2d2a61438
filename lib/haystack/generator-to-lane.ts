import type { ImportedLane } from "@/lib/chats/imported-lane";
import { type LaneSettings, laneSettingsSchema } from "@/lib/chats/lane-settings";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import { formatModelRef } from "@/lib/model-ref";
import { builtInProviders } from "@/lib/providers/built-in-providers";
import { findProviderByUrl, toShownUrl } from "@/lib/providers/find-provider-by-url";
import type { MetaLlamaGenerator } from "./meta-llama-generator";

/** Which setting a generation kwarg is; every other goes into the body as it is. */
export const settingByKwarg = {
  temperature: "temperature",
  top_p: "topP",
  max_tokens: "maxOutputTokens",
  stop: "stopSequences",
  seed: "seed",
  presence_penalty: "presencePenalty",
  frequency_penalty: "frequencyPenalty",
  reasoning_effort: "reasoningEffort",
  stream: "stream",
  extra_headers: "headers",
} as const satisfies Record<string, keyof LaneSettings>;

/** The lane that asks what the generator asks. Its address and its key stay the operator's business. */
export function generatorToLane({ init_parameters: parameters }: MetaLlamaGenerator): ImportedLane {
  const provider = toProvider(parameters.api_base_url);
  const { settings, warnings } = toSettings(parameters.generation_kwargs);
  return {
    model: formatModelRef({ providerId: provider.id, modelId: parameters.model }),
    settings,
    warnings: [
      ...provider.warnings,
      ...warnKeyVariable(parameters.api_key.env_vars, provider.id),
      ...warnings,
      ...warnLeftOut(parameters),
    ],
  };
}

function toProvider(url: string | null): { id: string; warnings: string[] } {
  const known = url === null ? null : findProviderByUrl(url);
  if (known !== null) return { id: known.id, warnings: [] };
  const shown = url === null ? null : toShownUrl(url);
  const told =
    shown === null
      ? "The generator names no web address."
      : `The generator's address is ${shown}. It is not taken over: to use it, the operator of this server sets LLAMA_BASE_URL=${shown}.`;
  return { id: "llama", warnings: [told] };
}

function warnKeyVariable(names: string[], providerId: string): string[] {
  const known = builtInProviders.find(({ id }) => id === providerId)?.keyVariables ?? [];
  if (known.length === 0 || names.some((name) => known.includes(name))) return [];
  return [`The generator reads its key from ${names.join(", ")}; this server reads ${known.join(" or ")}.`];
}

function toSettings(kwargs: JsonObject): { settings: LaneSettings; warnings: string[] } {
  const typed: Record<string, JsonValue> = {};
  let body: JsonObject = {};
  for (const [name, value] of Object.entries(kwargs)) {
    const setting = Object.hasOwn(settingByKwarg, name)
      ? settingByKwarg[name as keyof typeof settingByKwarg]
      : null;
    const asSetting = setting === "stopSequences" && typeof value === "string" ? [value] : value;
    const fits = setting !== null && laneSettingsSchema.safeParse({ [setting]: asSetting }).success;
    if (fits && setting !== null) typed[setting] = asSetting;
    else if (name === "extra_body" && isJsonObject(value)) body = { ...body, ...value };
    else if (!isLeftOut(name, value)) body = { ...body, [name]: value };
  }
  const isMany = typeof kwargs.n === "number" && kwargs.n > 1;
  return {
    settings: laneSettingsSchema.parse({ ...typed, ...(Object.keys(body).length === 0 ? {} : { body }) }),
    warnings: [
      ...(isMany ? ["n is more than 1, but a lane shows one answer."] : []),
      ...["extra_headers", "extra_query"]
        .filter((name) => isJsonObject(kwargs[name]) && !("headers" in typed && name === "extra_headers"))
        .map((name) => `${name} is not taken over.`),
    ],
  };
}

/** Haystack removes it from the request too; the other two never belonged to the body. */
function isLeftOut(name: string, value: JsonValue): boolean {
  if (name === "response_format") return value === null;
  return name === "extra_headers" || name === "extra_query";
}

const ownParameters = new Set([
  "api_key",
  "model",
  "streaming_callback",
  "api_base_url",
  "generation_kwargs",
  "tools",
]);

function warnLeftOut(parameters: MetaLlamaGenerator["init_parameters"]): string[] {
  const others = Object.entries(parameters)
    .filter(([name, value]) => !ownParameters.has(name) && value !== null)
    .map(([name]) => `${name} is not part of a lane.`);
  return parameters.tools === null ? others : [...others, "The generator's tools are not part of the lane."];
}
