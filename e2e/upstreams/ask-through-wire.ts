import { generateText, jsonSchema, type ModelMessage, streamText, type ToolSet, tool } from "ai";
import type { WireExchange } from "@/lib/server/wire/exchange";
import { isRecord } from "@/lib/server/wire/read-json";
import type { CallableModel } from "@/lib/server/wire/stream-part";
import { createTestModels, type TestModelOptions } from "./create-test-models";

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

export type Ask = TestModelOptions & {
  prompt?: string;
  /** Instead of `prompt`. */
  messages?: ModelMessage[];
  tools?: ToolSet;
  signal?: AbortSignal;
  onPart?: (part: { type: string }) => void;
};

type Question = Pick<Ask, "prompt" | "messages" | "tools" | "signal">;

function toQuestion({ prompt = "Hello", messages, tools, signal }: Question) {
  return {
    messages: messages ?? [{ role: "user" as const, content: prompt }],
    maxRetries: 0,
    ...(tools === undefined ? {} : { tools }),
    ...(signal === undefined ? {} : { abortSignal: signal }),
  };
}

const unseen = (): Omit<SeenAnswer, "exchange"> => ({
  text: "",
  reasoning: "",
  finishReason: "",
  errors: [],
  toolCalls: [],
  textParts: 0,
});

/** Asks with the real AI SDK over the wire's fetch and collects what comes out. */
export async function askThroughWire(ask: Ask): Promise<SeenAnswer> {
  const models = createTestModels(ask);
  return { ...(await readStream(models.own, ask)), exchange: models.exchange() };
}

/** Asks as the product does: with the AI SDK over the model that is read directly. */
export async function askDirectly(ask: Ask): Promise<SeenAnswer> {
  const models = createTestModels(ask);
  return { ...(await readStream(models.direct, ask)), exchange: models.exchange() };
}

/** Asks for one reply instead of a stream, as the product does. */
export async function generateThroughWire(ask: Ask): Promise<SeenAnswer> {
  const models = createTestModels(ask);
  const seen = unseen();
  try {
    const result = await generateText({ model: models.direct, ...toQuestion(ask) });
    seen.text = result.text;
    seen.textParts = result.text === "" ? 0 : 1;
    seen.reasoning = result.reasoningText ?? "";
    seen.finishReason = result.finishReason;
    seen.toolCalls = result.toolCalls.map((call) => ({ name: call.toolName, input: call.input }));
  } catch (error) {
    seen.finishReason = "error";
    seen.errors.push(messageOf(error));
  }
  return { ...seen, exchange: models.exchange() };
}

async function readStream(
  model: CallableModel,
  { onPart, ...ask }: Ask,
): Promise<Omit<SeenAnswer, "exchange">> {
  const result = streamText({ model, ...toQuestion(ask), onError: () => {} });
  const seen = unseen();
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
  return seen;
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return isRecord(error) && typeof error.message === "string" ? error.message : JSON.stringify(error);
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
