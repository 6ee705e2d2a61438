import "server-only";
import type { LanguageModel } from "ai";
import { AppError } from "@/lib/app-error";
import type { CatalogueModel, ProviderKind } from "@/lib/catalogue/catalogue-model";
import { findNearest } from "@/lib/find-nearest";
import { parseModelRef } from "@/lib/model-ref";
import { leaveOutOfBody } from "@/lib/refusals/leave-out";
import type { FieldRefusal } from "@/lib/refusals/refusal";
import { createDemoFetch } from "@/lib/server/demo/create-demo-fetch";
import { getEnv } from "@/lib/server/env";
import { canPrepare, createDirectModel } from "@/lib/server/wire/create-direct-model";
import { createWireFetch } from "@/lib/server/wire/create-wire-fetch";
import type { Alternative, WireExchange, WireProvider, WireTimeouts } from "@/lib/server/wire/exchange";
import type { RequestQueue } from "@/lib/server/wire/request-queue";
import { findModel } from "./get-catalogue";
import { getMask, getProvider, listProviders, missingKeyAdvice } from "./get-providers";
import { mendRequest } from "./mend-request";
import type { ProviderSettings } from "./provider-settings";
import { getRequestQueue } from "./request-queues";
import { createSdkModel, keepSdkModel } from "./sdk-model";
import { toRequestHeaders } from "./to-request-headers";

/** Text that arrives within this many ms travels as one part. */
const mergeWindowMs = 25;

type CallableModel = Exclude<LanguageModel, string>;

/** A model ref that can be called now. */
export type ResolvedModel = {
  ref: string;
  kind: ProviderKind;
  providerId: string;
  providerName: string;
  wireProvider: WireProvider;
  /** As it goes on the wire. */
  modelId: string;
  /** The catalogue's name, or the id of a model it does not know. */
  modelName: string;
  catalogueModel: CatalogueModel | null;
  createLanguageModel: (options: CallSettings) => CallableModel;
};

export type CallSettings = {
  /** Fields the requests carry verbatim. */
  body?: Record<string, unknown>;
  /** Sent beside the provider's own, which win. */
  headers?: Record<string, string>;
  /** What the model refused: left out of the requests, or sent under another name. */
  refusals?: readonly FieldRefusal[];
  /** Called once per HTTP exchange, with its live record. */
  onExchange: (exchange: WireExchange) => void;
  /** Asked per request, see `create-wire-fetch.ts`. */
  findAlternative?: () => Alternative | null;
  /** Told what a request waits for before it is sent, and null when it is sent. */
  onWait?: (words: string | null) => void;
  /** Takes the place of the network, for a request that is only described. */
  transport?: typeof fetch;
  /** Takes the place of the line in which requests to this model wait. */
  queue?: RequestQueue;
};

/**
 * Finds the provider of `ref` and checks that it can be called. Unknown model ids go upstream as they are.
 * @throws AppError `invalid_model_ref`, `unknown_provider`, `missing_key`
 */
export function resolveModel(ref: string): ResolvedModel {
  const provider = requireProvider(ref);
  const advice = missingKeyAdvice(provider);
  if (advice !== null)
    throw new AppError("missing_key", advice, { details: { variable: provider.keyVariable } });
  return resolveWithoutKey(ref);
}

/**
 * As `resolveModel`, for a request that is described and not sent: the key may be missing.
 * @throws AppError `invalid_model_ref`, `unknown_provider`
 */
export function resolveWithoutKey(ref: string): ResolvedModel {
  const { providerId, modelId } = parseModelRef(ref);
  const provider = requireProvider(ref);
  const catalogueModel = findModel(ref);
  return {
    ref,
    kind: provider.kind,
    providerId,
    providerName: provider.name,
    wireProvider: toWireProvider(provider),
    modelId,
    modelName: catalogueModel?.name ?? modelId,
    catalogueModel,
    createLanguageModel: (options) => createLanguageModel({ provider, modelId, ...options }),
  };
}

/** @throws AppError `invalid_model_ref`, `unknown_provider` */
export function requireProvider(ref: string): ProviderSettings {
  const { providerId } = parseModelRef(ref);
  const provider = getProvider(providerId);
  if (provider === undefined) throw unknownProvider(providerId);
  return provider;
}

function unknownProvider(id: string): AppError {
  const known = listProviders().map((provider) => provider.id);
  const nearest = findNearest(id, known);
  const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
  return new AppError(
    "unknown_provider",
    `There is no provider "${id.slice(0, 60)}".${hint} Known providers: ${known.join(", ")}.`,
  );
}

export function toWireProvider({ id, name, kind, keyVariable }: ProviderSettings): WireProvider {
  return { id, name, kind, keyVariable };
}

function createLanguageModel({
  provider,
  modelId,
  body = {},
  headers: given = {},
  refusals = [],
  onExchange,
  ...told
}: CallSettings & { provider: ProviderSettings; modelId: string }): CallableModel {
  let notices: string[] = [];
  const wireFetch = createWireFetch({
    provider: toWireProvider(provider),
    timeouts: getTimeouts(),
    ...(provider.kind === "demo" ? { transport: createDemoFetch() } : {}),
    mask: getMask(),
    mergeWindowMs,
    queue: getRequestQueue(provider, modelId),
    ...told,
    onExchange: (exchange) => {
      exchange.notices.push(...notices);
      onExchange(exchange);
    },
  });
  const headers = toRequestHeaders(provider, given);
  const transformBody = (own: Record<string, unknown>) => {
    const mended = mendRequest(provider.id, { ...provider.body, ...withoutUnset(own), ...body });
    const taken = leaveOutOfBody(mended.body, refusals);
    notices = [...mended.notices, ...taken.notices];
    return taken.body;
  };
  const model = keepSdkModel(provider, modelId);
  return canPrepare(model)
    ? createDirectModel({
        model,
        transformBody,
        url: `${provider.baseUrl}/chat/completions`,
        headers,
        fetch: wireFetch,
      })
    : createSdkModel(provider, modelId, { headers, fetch: wireFetch, transformRequestBody: transformBody });
}

/** The SDK lists every setting it knows; an unset one must not hide the field of that name in the configuration. */
function withoutUnset(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** How long each step of a request may take. */
export function getTimeouts(): WireTimeouts {
  const env = getEnv();
  return {
    headersMs: env.SWITCHYARD_HEADERS_TIMEOUT_MS,
    firstTokenMs: env.SWITCHYARD_FIRST_TOKEN_TIMEOUT_MS,
    idleMs: env.SWITCHYARD_IDLE_TIMEOUT_MS,
    totalMs: env.SWITCHYARD_TOTAL_TIMEOUT_MS,
  };
}
