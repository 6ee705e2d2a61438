import type { IncomingHttpHeaders } from "node:http";
import { answerChat } from "./emulated-chat/answer-chat";
import { type ChatRequest, isObject } from "./emulated-chat/request";
import { type RawReply, type RawUpstream, startRawUpstream } from "./raw-upstream";
import { offeredModels } from "./wandb-emulator/offered-models";
import { type Refusal, readRefusal, refusals } from "./wandb-emulator/refusals";
import type { WandbEmulatorSettings } from "./wandb-emulator/settings";

/** What it saw of one request, and the status it answered with. */
export type WandbRequest = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** As parsed; null when there was none or it was no JSON. */
  body: ChatRequest | null;
  status: number;
};

export type WandbEmulator = {
  /** Ends in `/v1`. */
  baseUrl: string;
  settings: WandbEmulatorSettings;
  requests: WandbRequest[];
  /** The bodies of the chat requests. */
  bodies: () => ChatRequest[];
  /** The most chat requests that were being answered at one time. */
  mostAtOnce: () => number;
  close: () => Promise<void>;
};

export const wandbEmulatorKey = "wandb_v1_emulator_key_0123456789";

const defaults: WandbEmulatorSettings = {
  key: wandbEmulatorKey,
  projects: ["team/project"],
  offered: offeredModels.map(({ id }) => id),
  listing: "ok",
  fault: null,
  mostAtOnce: Number.POSITIVE_INFINITY,
  text: null,
  toolArguments: null,
  chunkDelayMs: 0,
};

/**
 * Weights & Biases Inference as its documentation and its clients describe it: a list of what is offered that needs the
 * key, reasoning in `delta.reasoning`, usage in a chunk without choices, and a refusal of its own for each reason. It
 * simulates and knows nothing.
 */
export async function startWandbEmulator({
  port = 0,
  ...changed
}: Partial<WandbEmulatorSettings> & { port?: number } = {}): Promise<WandbEmulator> {
  const settings = { ...defaults, ...changed };
  const requests: WandbRequest[] = [];
  const load = { running: 0, most: 0 };
  const upstream: RawUpstream = await startRawUpstream((raw) => serve({ raw, settings, requests, load }), {
    port,
  });
  return {
    baseUrl: upstream.baseUrl,
    settings,
    requests,
    bodies: () => requests.flatMap(({ path, body }) => (isChat(path) && body !== null ? [body] : [])),
    mostAtOnce: () => load.most,
    close: upstream.close,
  };
}

type Load = { running: number; most: number };
type Serve = { raw: RawReply; settings: WandbEmulatorSettings; requests: WandbRequest[]; load: Load };

async function serve({ raw, settings, requests, load }: Serve): Promise<void> {
  const { method, path, headers, body: text } = raw.request;
  const body = parseBody(text);
  const seen: WandbRequest = { method, path, headers, body, status: 200 };
  requests.push(seen);
  const reply: RawReply = {
    ...raw,
    head: (status, more) => {
      seen.status = status;
      raw.head(status, { "x-request-id": `wandb-emulator-${raw.index + 1}`, ...more });
    },
  };
  if (headers.authorization !== `Bearer ${settings.key}`) return refuse(reply, refusals.key);
  const project = headers["openai-project"];
  if (project !== undefined && !settings.projects.includes(String(project)))
    return refuse(reply, refusals.project);
  if (method === "GET" && path.endsWith("/models")) return sendModels(reply, settings);
  if (method !== "POST" || !isChat(path)) return refuse(reply, refusals.route);
  if (load.running >= settings.mostAtOnce) return refuse(reply, refusals.concurrency);
  load.running++;
  load.most = Math.max(load.most, load.running);
  try {
    await serveChat({ reply, settings, body });
  } finally {
    load.running--;
  }
}

type ServeChat = { reply: RawReply; settings: WandbEmulatorSettings; body: ChatRequest | null };

async function serveChat({ reply, settings, body }: ServeChat): Promise<void> {
  if (settings.fault !== null) return refuse(reply, refusals[settings.fault]);
  const refusal = readRefusal(body, settings);
  if (refusal !== null || body === null) return refuse(reply, refusal ?? refusals.body);
  const id = String(body.model);
  const known = offeredModels.find((model) => model.id === id);

  const thinks = known?.reasoning === true && isThinkingEnabled(body);
  const reasoning = thinks ? { reasoning: { field: "reasoning", text: "Let me think about that." } } : {};
  await answerChat({ reply, body, model: { id }, settings, ...reasoning });
}

/** Thinking is on unless the template is told otherwise. */
function isThinkingEnabled({ chat_template_kwargs: given }: ChatRequest): boolean {
  return !(isObject(given) && given.enable_thinking === false);
}

function refuse(reply: RawReply, { status, message, type }: Refusal): void {
  reply.head(status, { "content-type": "application/json" });
  reply.end(JSON.stringify({ error: { message, type, code: status } }));
}

function sendModels(reply: RawReply, { offered, listing }: WandbEmulatorSettings): void {
  if (listing === "failing") {
    refuse(reply, refusals.overloaded);
    return;
  }
  const listed = listing === "empty" ? [] : offered;
  const data = listed.map((id) => ({ id, object: "model", created: 1_758_000_000, owned_by: "system" }));
  reply.head(200, { "content-type": "application/json" });
  reply.end(JSON.stringify({ object: "list", data }));
}

function parseBody(text: string): ChatRequest | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    // A body that is no JSON is one of the things that are refused.
    return null;
  }
}

function isChat(path: string): boolean {
  return path.endsWith("/chat/completions");
}
