import { importError } from "@/lib/import-error";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import type { Constants } from "@/lib/mastra/find-constants";
import { type Literal, type ObjectLiteral, toText } from "@/lib/mastra/literal";
import { findProvider } from "@/lib/mastra/mastra-providers";
import { findScriptProvider, type ScriptProvider } from "@/lib/mastra/script-providers";
import { formatModelRef } from "@/lib/model-ref";
import { toKeyVariable, toKnownJson, toKnownObject, toReadHeaders } from "./known-json";
import { readBaseUrl } from "./openai-call";
import { createReadRequest, type ReadRequest } from "./read-request";

/** The AI SDK's names of settings, of its versions 4 to 7, as body fields. */
const fieldByName: Readonly<Record<string, string>> = {
  temperature: "temperature",
  topP: "top_p",
  maxOutputTokens: "max_tokens",
  maxTokens: "max_tokens",
  stopSequences: "stop",
  seed: "seed",
  presencePenalty: "presence_penalty",
  frequencyPenalty: "frequency_penalty",
  topK: "top_k",
};

/** How the program asks, not what. */
const ownOptions =
  /^(?:model|system|instructions|prompt|messages|headers|providerOptions|maxRetries|abortSignal|on[A-Z]\w*|experimental_\w+)$/;

type AiSdkCall = { path: string; options: ObjectLiteral; constants: Constants };

/** What `generateText`, `streamText` and their like ask. @throws AppError with the line of a call without a model */
export function readAiSdkCall({ path, options, constants }: AiSdkCall): ReadRequest {
  const { fields, line } = options;
  const warnings: string[] = [];
  const model = readModel(fields.get("model"), constants);
  if (model === null) {
    throw importError('The model of this call is not written out: write provider("model-id").', { line });
  }
  const { provider } = model;
  const extra = provider?.extraBody ?? null;
  const get = (name: string) => provider?.options?.fields.get(name);
  // The tools stay in the program, and providers refuse a choice among none.
  const isTaken = (name: string) => Object.hasOwn(fieldByName, name);
  const settings = [...fields].filter(([name]) => isTaken(name));
  const lost = [...fields.keys()].filter((name) => !isTaken(name) && !ownOptions.test(name));
  if (lost.length > 0) warnings.push(`Not taken over: ${lost.join(", ").slice(0, 200)}.`);
  const body: JsonObject = {
    model: model.id,
    messages: readMessages(fields, warnings),
    ...(path.startsWith("stream") ? { stream: true } : {}),
    ...toKnownObject(
      new Map(settings.map(([name, value]) => [fieldByName[name] ?? name, value])),
      "",
      warnings,
    ),
    ...readProviderOptions(fields.get("providerOptions"), warnings),
    ...(extra === null ? {} : toKnownObject(extra.fields, "", warnings)),
  };
  return createReadRequest({
    ref: model.ref,
    baseUrl: model.ref === null ? readBaseUrl(get("baseURL"), warnings) : null,
    keyVariable: toKeyVariable(get("apiKey"), warnings),
    headers: [...toReadHeaders(get("headers"), warnings), ...toReadHeaders(fields.get("headers"), warnings)],
    body,
    warnings,
  });
}

type ReadModel = { id: string; ref: string | null; provider: ScriptProvider | null };

/** `provider("id")`, `openai("gpt-4o")`, or a ref of the AI gateway. */
function readModel(literal: Literal | undefined, constants: Constants): ReadModel | null {
  const text = toText(literal);
  if (text !== null) return { id: text, ref: text.includes("/") ? text : null, provider: null };
  if (literal?.kind !== "call") return null;
  const id = toText(literal.first ?? undefined);
  if (id === null) return null;
  const provider = findScriptProvider(literal.name, constants);
  const hasAddress = provider?.options?.fields.has("baseURL") ?? false;
  const known = hasAddress ? null : (provider?.providerId ?? findProvider(literal.name)?.id ?? null);
  return { id, ref: known === null ? null : formatModelRef({ providerId: known, modelId: id }), provider };
}

/** The system prompt and what was said, as messages on the wire. */
function readMessages(fields: ReadonlyMap<string, Literal>, warnings: string[]): JsonValue[] {
  const read = (name: string) => {
    const literal = fields.get(name);
    return literal === undefined ? undefined : toKnownJson(literal, name, warnings);
  };
  const system = read("instructions") ?? read("system");
  const said = read("messages") ?? read("prompt");
  return [
    ...(system === undefined ? [] : [isJsonObject(system) ? system : { role: "system", content: system }]),
    ...(Array.isArray(said) ? said : said === undefined ? [] : [{ role: "user", content: said }]),
  ];
}

/** The options of the one provider there is are fields of the body. */
function readProviderOptions(literal: Literal | undefined, warnings: string[]): JsonObject {
  const value = literal === undefined ? {} : toKnownJson(literal, "providerOptions", warnings);
  const [options, other] = isJsonObject(value) ? Object.values(value) : [];
  if (options === undefined) return {};
  if (!isJsonObject(options) || other !== undefined) {
    warnings.push("The providerOptions of several providers are not taken over.");
    return {};
  }
  const { reasoningEffort, ...others } = options;
  return { ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }), ...others };
}
