import "server-only";
import { APICallError } from "ai";
import { isRecord, parseJson } from "./read-json";
import type { CallableModel, CallOptions, StreamWarnings } from "./stream-part";
import { toModelUsage } from "./to-model-usage";
import { toStreamParts } from "./to-stream-parts";
import { toCallInput } from "./tool-calls";

type Generated = Awaited<ReturnType<CallableModel["doGenerate"]>>;

/** A model of `@ai-sdk/openai-compatible`: it can say what it would send, and read a completion. */
export type PreparingModel = CallableModel & {
  prepareRequest: (
    options: CallOptions,
  ) => Promise<{ body: Record<string, unknown>; warnings: StreamWarnings }>;
  convertResponse: (given: {
    body: unknown;
    providerOptions?: NonNullable<CallOptions["providerOptions"]>;
  }) => Promise<Generated>;
};

export function canPrepare(model: CallableModel): model is PreparingModel {
  return "prepareRequest" in model && "convertResponse" in model;
}

export type DirectModelOptions = {
  model: PreparingModel;
  /** Makes what is sent of what the model would send. */
  transformBody?: (body: Record<string, unknown>) => Record<string, unknown>;
  /** Where chat completions are asked for. */
  url: string;
  headers: Record<string, string>;
  /** The wire's fetch: its streams are the only ones that can be read directly. */
  fetch: typeof fetch;
};

/**
 * The model with its answers read directly from the wire. Requests are those the model itself makes; only the SDK's reading
 * of the response is left out: of a stream it costs more than everything else on the way of a token, and of one reply it
 * loses that an error ended it. The model keeps nothing of its answers: one can serve all requests at once.
 */
export function createDirectModel({
  model,
  transformBody = (body) => body,
  url,
  headers,
  fetch,
}: DirectModelOptions): CallableModel {
  const providerName = model.provider.split(".")[0] ?? model.provider;

  const send = async (body: Record<string, unknown>, options: CallOptions): Promise<Response> => {
    const response = await fetch(url, {
      method: "POST",
      headers: mergeHeaders({ "content-type": "application/json", ...headers }, options.headers),
      body: JSON.stringify(body),
      signal: options.abortSignal ?? null,
    });
    if (!response.ok || response.body === null) throw await toCallError({ url, body, response });
    return response;
  };

  const prepare = async (options: CallOptions) => {
    const { body, warnings } = await model.prepareRequest(options);
    return { body: transformBody(body), warnings };
  };

  return {
    specificationVersion: "v4",
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: async (options) => {
      const { body, warnings } = await prepare(options);
      const response = await send(body, options);
      const completion: unknown = await response.json();
      return {
        ...(await convertCompletion(model, { completion, options })),
        warnings,
        request: { body },
        response: { headers: Object.fromEntries(response.headers), body: completion },
      };
    },
    doStream: async (options) => {
      const { body: own, warnings } = await prepare(options);
      const body = { ...own, stream: true, stream_options: own.stream_options ?? { include_usage: true } };
      const response = await send(body, options);
      return {
        stream: toStreamParts(response, { warnings, providerName }),
        request: { body },
        response: { headers: Object.fromEntries(response.headers) },
      };
    },
  };
}

/** A completion that an error ended keeps what had come, and says so. */
async function convertCompletion(
  model: PreparingModel,
  { completion, options: { providerOptions } }: { completion: unknown; options: CallOptions },
): Promise<Generated> {
  const generated = await model.convertResponse({
    body: completion,
    ...(providerOptions === undefined ? {} : { providerOptions }),
  });
  const { error = null, usage = null } = isRecord(completion) ? completion : {};
  return {
    ...generated,
    content: generated.content.map((part) =>
      part.type === "tool-call" ? { ...part, input: toCallInput(part.input) } : part,
    ),
    ...(error === null ? {} : { finishReason: { unified: "error", raw: undefined } }),
    usage: toModelUsage(isRecord(usage) ? usage : null),
  };
}

function mergeHeaders(own: Record<string, string>, given: CallOptions["headers"]): Headers {
  const headers = new Headers(own);
  for (const [name, value] of Object.entries(given ?? {})) if (value !== undefined) headers.set(name, value);
  return headers;
}

async function toCallError({
  url,
  body,
  response,
}: {
  url: string;
  body: unknown;
  response: Response;
}): Promise<APICallError> {
  const responseBody = await response.text();
  const parsed = parseJson(responseBody);
  const error = isRecord(parsed) && isRecord(parsed.error) ? parsed.error : {};
  return new APICallError({
    message: typeof error.message === "string" ? error.message : response.statusText,
    url,
    requestBodyValues: body,
    statusCode: response.status,
    responseHeaders: Object.fromEntries(response.headers),
    responseBody,
    isRetryable: false,
  });
}
