import type { IncomingHttpHeaders } from "node:http";
import { answerChat } from "./emulated-chat/answer-chat";
import type { ChatRequest } from "./emulated-chat/request";
import { findModel, llamaModelIds } from "./llama-emulator/models";
import { type Refusal, readRefusal } from "./llama-emulator/read-refusal";
import type { LlamaEmulatorSettings } from "./llama-emulator/settings";
import { sendSunset } from "./llama-emulator/sunset";
import { type RawReply, type RawUpstream, startRawUpstream } from "./raw-upstream";

/** What it saw of one request, and the status it answered with. */
export type EmulatedRequest = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** As parsed; null when there was none or it was no JSON. */
  body: ChatRequest | null;
  status: number;
};

export type LlamaEmulator = {
  /** Ends in `/compat/v1`, as the real one. */
  baseUrl: string;
  settings: LlamaEmulatorSettings;
  requests: EmulatedRequest[];
  /** The bodies of the chat requests. */
  bodies: () => ChatRequest[];
  close: () => Promise<void>;
};

export const llamaEmulatorKey = "LLM|1234567890|emulator-key";

const defaults: LlamaEmulatorSettings = {
  key: llamaEmulatorKey,
  rateLimitedRequests: 0,
  retryAfterSeconds: null,
  sunset: null,
  text: null,
  toolArguments: null,
  chunkDelayMs: 0,
};

/**
 * Meta's Llama API as it was until 2026-07-06, with the strictness that its clients met: what it refused is refused here.
 * A tool is called when the last user message uses a word of its name or description, once for each name in the message
 * ("the weather in Paris and Berlin" are two calls). It simulates and knows nothing.
 */
export async function startLlamaEmulator({
  port = 0,
  ...changed
}: Partial<LlamaEmulatorSettings> & { port?: number } = {}): Promise<LlamaEmulator> {
  const settings = { ...defaults, ...changed };
  const requests: EmulatedRequest[] = [];
  const upstream: RawUpstream = await startRawUpstream((raw) => serve({ raw, settings, requests }), { port });
  return {
    baseUrl: upstream.baseUrl.replace(/\/v1$/, "/compat/v1"),
    settings,
    requests,
    bodies: () => requests.flatMap(({ path, body }) => (isChat(path) && body !== null ? [body] : [])),
    close: upstream.close,
  };
}

type Serve = { raw: RawReply; settings: LlamaEmulatorSettings; requests: EmulatedRequest[] };

async function serve({ raw, settings, requests }: Serve): Promise<void> {
  const { method, path, headers, body: text } = raw.request;
  const body = parseBody(text);
  const seen: EmulatedRequest = { method, path, headers, body, status: 200 };
  requests.push(seen);
  const reply: RawReply = {
    ...raw,
    head: (status, more) => {
      seen.status = status;
      raw.head(status, { ...serviceHeaders(raw.index, settings), ...more });
    },
  };
  if (settings.sunset !== null) return sendSunset(reply, settings.sunset);
  if (headers.authorization !== `Bearer ${settings.key}`) {
    return refuse(reply, { status: 401, title: "Unauthorized", detail: "Invalid API key." });
  }
  if (method === "GET" && path.endsWith("/models")) return sendModels(reply);
  if (method !== "POST" || !isChat(path)) {
    return refuse(reply, { status: 404, title: "Not Found", detail: `No route for ${method} ${path}.` });
  }
  await serveChat({ reply, settings, body, accept: headers.accept ?? "" });
}

type ServeChat = {
  reply: RawReply;
  settings: LlamaEmulatorSettings;
  body: ChatRequest | null;
  accept: string;
};

async function serveChat({ reply, settings, body, accept }: ServeChat): Promise<void> {
  if (settings.rateLimitedRequests > 0) {
    settings.rateLimitedRequests--;
    const wait = settings.retryAfterSeconds;
    return refuse(
      reply,
      { status: 429, title: "Too Many Requests", detail: "You have exceeded your requests per minute." },
      {
        "x-ratelimit-remaining-requests": "0",
        ...(wait === null ? {} : { "retry-after": String(wait) }),
      },
    );
  }
  const refusal = readRefusal({ body, accept });
  if (refusal !== null) return refuse(reply, refusal);
  const model = findModel(body?.model);
  if (body === null || model === null) throw new Error("A request without a model passed.");
  await answerChat({ reply, body, model, settings });
}

function refuse(reply: RawReply, refusal: Refusal, headers: Record<string, string> = {}): void {
  reply.head(refusal.status, { "content-type": "application/json", ...headers });
  reply.end(JSON.stringify(refusal));
}

function sendModels(reply: RawReply): void {
  const data = llamaModelIds.map((id) => ({ id, object: "model", created: 1_745_000_000, owned_by: "Meta" }));
  reply.head(200, { "content-type": "application/json" });
  reply.end(JSON.stringify({ object: "list", data }));
}

function serviceHeaders(index: number, { sunset }: LlamaEmulatorSettings): Record<string, string> {
  const requestId = { "x-request-id": `llama-emulator-${index + 1}` };
  if (sunset !== null) return requestId;
  return {
    ...requestId,
    "x-ratelimit-limit-requests": "3000",
    "x-ratelimit-remaining-requests": String(Math.max(0, 2999 - index)),
    "x-ratelimit-limit-tokens": "1000000",
    "x-ratelimit-remaining-tokens": String(Math.max(0, 999_000 - index * 1000)),
  };
}

function parseBody(text: string): ChatRequest | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as ChatRequest)
      : null;
  } catch {
    // A body that is no JSON is one of the things that are refused.
    return null;
  }
}

function isChat(path: string): boolean {
  return path.endsWith("/chat/completions");
}
