import { AppError } from "@/lib/app-error";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import { toBaseUrl } from "@/lib/providers/base-url";
import { type HaystackMessage, toWireMessage } from "./chat-message";
import type { MetaLlamaGenerator } from "./meta-llama-generator";
import { toFunctionTools } from "./to-function-tools";

/** One run of a generator, as far as its request goes. */
export type GeneratorCall = {
  generator: MetaLlamaGenerator;
  messages: HaystackMessage[];
  /** In the place of the generator's; null leaves those. */
  tools?: JsonValue;
  /** Beat the generator's own, key by key. */
  generationKwargs?: JsonObject;
  /** Someone follows the stream. */
  isFollowed: boolean;
};

export type GeneratorRequest = { url: string; headers: Record<string, string>; body: JsonObject };

/**
 * The request as Haystack sends it: `n` and `stream` always told, `response_format: null` left out.
 * @throws AppError for more than one streamed answer and for tools that cannot be sent
 */
export function toRequest(call: GeneratorCall): GeneratorRequest {
  const { model, api_base_url, generation_kwargs, tools: ownTools } = call.generator.init_parameters;
  if (api_base_url === null)
    throw new AppError("invalid_request", "The generator's api_base_url is null: give one.");
  // The OpenAI client, which Haystack sends with, takes these three for itself.
  const { extra_headers, extra_query, extra_body, ...kwargs } = {
    ...generation_kwargs,
    ...call.generationKwargs,
  };
  const { n = 1, stream = call.isFollowed, response_format, ...others } = kwargs;
  if (stream === true && typeof n === "number" && n > 1) {
    throw new AppError("invalid_request", "Cannot stream multiple responses, please set n=1.");
  }
  const tools = toFunctionTools(call.tools ?? ownTools);
  return {
    url: `${toBaseUrl(api_base_url)}/chat/completions${toQuery(extra_query)}`,
    headers: {
      ...toTexts(extra_headers),
      "content-type": "application/json",
      // The service answered 400 to a stream request that did not say this.
      accept: stream === true ? "text/event-stream, application/json;q=0.9" : "application/json",
    },
    body: {
      model,
      messages: call.messages.map(toWireMessage),
      stream,
      n,
      ...(tools.length === 0 ? {} : { tools }),
      ...others,
      ...(response_format === undefined || response_format === null ? {} : { response_format }),
      ...(isJsonObject(extra_body) ? extra_body : {}),
    },
  };
}

function toTexts(fields: JsonValue | undefined): Record<string, string> {
  if (!isJsonObject(fields)) return {};
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function toQuery(fields: JsonValue | undefined): string {
  const query = new URLSearchParams(toTexts(fields)).toString();
  return query === "" ? "" : `?${query}`;
}
