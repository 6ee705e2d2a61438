import { AppError } from "@/lib/app-error";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import type { HaystackMessage } from "./chat-message";
import { GeneratorError, readErrorWords } from "./generator-error";
import type { MetaLlamaGenerator } from "./meta-llama-generator";
import { readAnswerStream } from "./read-answer-stream";
import { type GeneratorReply, toReplies, toStreamedReply } from "./reply";
import { readChunk, type StreamingChunk } from "./streaming-chunk";
import { type GeneratorRequest, toRequest } from "./to-request";

export type GeneratorRun = {
  /** Its address gets the key: give a key only to a generator whose address is trusted. */
  generator: MetaLlamaGenerator;
  messages: HaystackMessage[];
  /** In the place of the generator's tools. */
  tools?: JsonValue;
  /** Beat the generator's own, key by key. */
  generationKwargs?: JsonObject;
  /** Called with each chunk; that there is one asks for a stream. */
  onChunk?: (chunk: StreamingChunk) => void;
  signal?: AbortSignal;
  /** The value of the generator's variable; null when it is not set. */
  key: string | null;
  /** Answers with clean OpenAI chunks or completions; time limits and second tries are its business. */
  fetch: typeof fetch;
};

export type GeneratorResult = {
  replies: GeneratorReply[];
  /** All chunks of a stream in their order: their contents together are the reply's text. */
  chunks: StreamingChunk[];
};

/**
 * Runs the chat generator once, as MetaLlamaChatGenerator.run does.
 * @throws AppError `missing_key` before any call, `invalid_request` for what cannot be asked; GeneratorError for what the
 * service refused
 */
export async function runMetaLlamaGenerator(run: GeneratorRun): Promise<GeneratorResult> {
  const key = requireKey(run);
  if (run.messages.length === 0) return { replies: [], chunks: [] };
  const request = toRequest({ ...run, isFollowed: run.onChunk !== undefined });
  const response = await run.fetch(request.url, {
    method: "POST",
    headers: { ...request.headers, authorization: `Bearer ${key}` },
    body: JSON.stringify(request.body),
    signal: run.signal ?? null,
  });
  if (!response.ok) throw await toError(response);
  const schema = readSchema(request);
  if (request.body.stream !== true) {
    const completion = (await response.json()) as JsonValue;
    return { replies: isJsonObject(completion) ? toReplies(completion, schema) : [], chunks: [] };
  }
  return followStream({ response, schema, onChunk: run.onChunk ?? (() => {}) });
}

function requireKey({ generator, key }: GeneratorRun): string {
  if (key !== null && key !== "") return key;
  const names = generator.init_parameters.api_key.env_vars.join(", ");
  throw new AppError(
    "missing_key",
    `None of the environment variables is set: ${names}. Set one to the key.`,
  );
}

type FollowedStream = {
  response: Response;
  schema: JsonObject | null;
  onChunk: (chunk: StreamingChunk) => void;
};

async function followStream({ response, schema, onChunk }: FollowedStream): Promise<GeneratorResult> {
  const chunks: StreamingChunk[] = [];
  if (response.body === null) throw new GeneratorError("The service answered with nothing.", empty);
  for await (const event of readAnswerStream(response.body)) {
    if ("error" in event && event.error !== null) {
      const partial = chunks.length === 0 ? null : toStreamedReply(chunks, null);
      throw new GeneratorError(readErrorWords(event) ?? "The service broke off.", { status: null, partial });
    }
    const chunk = readChunk(event, new Date().toISOString());
    chunks.push(chunk);
    onChunk(chunk);
  }
  if (chunks.length === 0) throw new GeneratorError("The service answered with nothing.", empty);
  return { replies: [toStreamedReply(chunks, schema)], chunks };
}

const empty = { status: null, partial: null };

async function toError(response: Response): Promise<GeneratorError> {
  const body = (await response.json().catch(() => null)) as JsonValue;
  const words = readErrorWords(body) ?? `The service answered with status ${response.status}.`;
  return new GeneratorError(words, { status: response.status, partial: null });
}

/** The schema that the answer must fit; null when none was asked for. */
function readSchema({ body }: GeneratorRequest): JsonObject | null {
  const format = body.response_format;
  const named = isJsonObject(format) && format.type === "json_schema" ? format.json_schema : null;
  return isJsonObject(named) && isJsonObject(named.schema) ? named.schema : null;
}
