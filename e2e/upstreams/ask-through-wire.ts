import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { jsonSchema, type ModelMessage, streamText, type ToolSet, tool } from "ai";
import { createWireFetch, type WireFetchOptions } from "@/lib/server/wire/create-wire-fetch";
import type { WireExchange, WireProvider, WireTimeouts } from "@/lib/server/wire/exchange";

export const testProvider: WireProvider = {
  id: "acme",
  name: "Acme",
  kind: "hosted",
  keyVariable: "ACME_API_KEY",
};

export const testTimeouts: WireTimeouts = {
  headersMs: 5000,
  firstTokenMs: 5000,
  idleMs: 5000,
  totalMs: 20_000,
};

/** A tool without a body: its call is what a test looks at. */
export const weatherTools: ToolSet = {
  weather: tool({ inputSchema: jsonSchema({ type: "object", properties: { city: { type: "string" } } }) }),
};

/** What a user of the AI SDK sees of one answer, beside the wire's own record. */
export type SeenAnswer = {
  text: string;
  reasoning: string;
  toolCalls: { name: string; input: unknown }[];
  /** The SDK's finish reason. */
  finishReason: string;
  /** Messages of error parts. */
  errors: string[];
  /** How many text deltas came. */
  textParts: number;
  exchange: WireExchange;
};

export type Ask = Partial<Omit<WireFetchOptions, "onExchange">> & {
  baseUrl?: string;
  model?: string;
  prompt?: string;
  /** Instead of `prompt`. */
  messages?: ModelMessage[];
  tools?: ToolSet;
  signal?: AbortSignal;
  onPart?: (part: { type: string }) => void;
};

/** Asks with the real AI SDK over the wire's fetch and collects what comes out. */
export async function askThroughWire({
  baseUrl = "http://acme.test/v1",
  model = "m",
  prompt = "Hello",
  messages,
  tools,
  signal,
  onPart,
  ...options
}: Ask): Promise<SeenAnswer> {
  const exchanges: WireExchange[] = [];
  const wireFetch = createWireFetch({
    provider: testProvider,
    timeouts: testTimeouts,
    secrets: [],
    mergeWindowMs: 0,
    ...options,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const provider = createOpenAICompatible({
    name: "acme",
    baseURL: baseUrl,
    apiKey: "acme-secret-key-1",
    fetch: wireFetch,
    includeUsage: true,
  });
  const result = streamText({
    model: provider(model),
    messages: messages ?? [{ role: "user", content: prompt }],
    maxRetries: 0,
    onError: () => {},
    ...(tools === undefined ? {} : { tools }),
    ...(signal === undefined ? {} : { abortSignal: signal }),
  });
  const seen = {
    text: "",
    reasoning: "",
    finishReason: "",
    errors: [] as string[],
    toolCalls: [] as SeenAnswer["toolCalls"],
    textParts: 0,
  };
  for await (const part of result.stream) {
    onPart?.(part);
    if (part.type === "text-delta") {
      seen.text += part.text;
      seen.textParts++;
    }
    if (part.type === "reasoning-delta") seen.reasoning += part.text;
    if (part.type === "tool-call") seen.toolCalls.push({ name: part.toolName, input: part.input });
    if (part.type === "error") seen.errors.push(messageOf(part.error));
    if (part.type === "finish") seen.finishReason = part.finishReason;
  }
  const exchange = exchanges[0];
  if (exchange === undefined || exchanges.length !== 1)
    throw new Error(`expected one exchange, saw ${exchanges.length}`);
  return { ...seen, exchange };
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return JSON.stringify(error);
}

export type Reply = { status?: number; headers?: Record<string, string> };

/** A transport that answers with these bytes, in these pieces, and then ends. */
export function replying(
  pieces: string | (string | Uint8Array)[],
  { status = 200, headers = { "content-type": "text/event-stream" } }: Reply = {},
): typeof fetch {
  const bytes = (typeof pieces === "string" ? [pieces] : pieces)
    .map((piece) => (typeof piece === "string" ? new TextEncoder().encode(piece) : piece))
    .filter((piece) => piece.length > 0);
  return async () => {
    const rest = [...bytes];
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const next = rest.shift();
        if (next === undefined) controller.close();
        else controller.enqueue(next);
      },
    });
    return new Response(body, { status, headers });
  };
}

/** Server-sent events, one for each value. */
export function events(...values: unknown[]): string {
  return values
    .map((value) => `data: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`)
    .join("");
}

/** A chunk with this delta. */
export function delta(
  fields: Record<string, unknown>,
  rest: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_790_000_000,
    model: "m",
    choices: [{ index: 0, delta: fields, finish_reason: null }],
    ...rest,
  };
}

export function finish(
  reason: string | null = "stop",
  rest: Record<string, unknown> = {},
): Record<string, unknown> {
  return delta({}, { choices: [{ index: 0, delta: {}, finish_reason: reason }], ...rest });
}

export const usage = delta(
  {},
  { choices: [], usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 } },
);
export const done = "[DONE]";
