import "server-only";
import { AppError } from "@/lib/app-error";
import type { ConnectionTestResult } from "@/lib/providers/connection-test";
import type { RunError } from "@/lib/runs/run-error";
import { createDemoFetch } from "@/lib/server/demo/create-demo-fetch";
import { createWireFetch } from "@/lib/server/wire/create-wire-fetch";
import type { WireExchange } from "@/lib/server/wire/exchange";
import { maxWords, readProviderError, toReadableWords } from "@/lib/server/wire/provider-words";
import { isRecord, parseJson } from "@/lib/server/wire/read-json";
import { explainListFault } from "./explain-list-fault";
import { getMask, missingKeyAdvice } from "./get-providers";
import type { ProviderSettings } from "./provider-settings";
import { requireSetUp } from "./require-set-up";
import { getTimeouts, toWireProvider } from "./resolve-model";
import { withoutCredentials } from "./to-catalogue-provider";
import { toRequestHeaders } from "./to-request-headers";

/** A list of models comes at once or not at all: nobody should look at a wheel for a minute. */
const longestMs = 10_000;

/**
 * Asks a provider for its list of models, over the same wire and with the same key as every answer.
 * @throws AppError `unknown_provider`, `missing_key`, before anything is sent
 */
export async function askForModels(providerId: string, signal: AbortSignal): Promise<ConnectionTestResult> {
  const provider = requireSetUp(providerId);
  const advice = missingKeyAdvice(provider);
  if (advice !== null) throw new AppError("missing_key", `${advice} Nothing was sent.`);
  const url = `${provider.baseUrl}/models`;
  const { exchange, text } = await send(provider, { url, signal });
  const models = readModels(text);
  const endedAt = exchange.headersAt ?? exchange.endedAt ?? performance.now();
  return {
    url: withoutCredentials(url),
    latencyMs: endedAt - exchange.startedAt,
    status: exchange.status,
    error: explain({ provider, exchange, text, isList: models !== null }),
    models,
    run: null,
  };
}

async function send(
  provider: ProviderSettings,
  { url, signal }: { url: string; signal: AbortSignal },
): Promise<{ exchange: WireExchange; text: string }> {
  const told: { exchange?: WireExchange } = {};
  const { headersMs, firstTokenMs, idleMs } = getTimeouts();
  const atMost = (ms: number) => Math.min(ms, longestMs);
  const wireFetch = createWireFetch({
    provider: toWireProvider(provider),
    timeouts: {
      headersMs: atMost(headersMs),
      firstTokenMs: atMost(firstTokenMs),
      idleMs: atMost(idleMs),
      totalMs: 2 * longestMs,
    },
    ...(provider.kind === "demo" ? { transport: createDemoFetch() } : {}),
    mask: getMask(),
    mergeWindowMs: 0,
    onExchange: (exchange) => {
      told.exchange = exchange;
    },
  });
  const response = await wireFetch(url, {
    headers: { ...toRequestHeaders(provider), accept: "application/json" },
    signal,
  });
  const text = await response.text();
  if (told.exchange === undefined) throw new Error("The wire told of no exchange.");
  return { exchange: told.exchange, text };
}

/** How many models a list names; null for what is no list. Together's is an array with nothing around it. */
function readModels(text: string): number | null {
  const body = parseJson(text);
  const entries = Array.isArray(body) ? body : isRecord(body) ? body.data : undefined;
  if (!Array.isArray(entries)) return null;
  const ids = entries.flatMap((entry) => (isRecord(entry) && typeof entry.id === "string" ? entry.id : []));
  return ids.length === 0 && entries.length > 0 ? null : new Set(ids).size;
}

/** What came with a good status and is no list: the provider's own words are all there is to go by. */
function explainOther(text: string): Pick<RunError, "title" | "advice" | "providerMessage"> {
  const error = readProviderError(parseJson(text));
  const words = error === null ? toReadableWords(text) : error.words;
  const providerMessage = words === null ? null : getMask()(words.slice(0, maxWords));
  if (error !== null)
    return {
      title: "answered with an error instead of a list.",
      advice: "What it says stands below. A wrong base URL may answer like this too.",
      providerMessage,
    };
  return {
    title: "answered, but not with a list of models.",
    advice: "Its base URL may point to a web page instead of an API. It usually ends in /v1.",
    providerMessage,
  };
}

/** In the words of an answer's error card, but for those that speak of a model: none was asked. */
function explain(options: {
  provider: ProviderSettings;
  exchange: WireExchange;
  text: string;
  isList: boolean;
}): RunError | null {
  const { provider, exchange, text, isList } = options;
  const { fault, status, requestId } = exchange;
  const { name } = provider;
  if (fault === null && isList) return null;
  if (fault === null) {
    const { title, ...told } = explainOther(text);
    return { code: "not_a_stream", title: `${name} ${title}`, ...told, status, requestId, retryAt: null };
  }
  return explainListFault({ fault, provider: toWireProvider(provider) });
}
