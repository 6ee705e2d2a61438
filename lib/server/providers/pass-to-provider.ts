import "server-only";
import { createDemoFetch } from "@/lib/server/demo/create-demo-fetch";
import { createWireFetch } from "@/lib/server/wire/create-wire-fetch";
import type { Alternative, WireExchange } from "@/lib/server/wire/exchange";
import type { PassOn } from "@/lib/server/wire/pass-on";
import { getMask, getProvider } from "./get-providers";
import { mendRequest } from "./mend-request";
import { getRequestQueue } from "./request-queues";
import { getTimeouts, type ResolvedModel, toWireProvider } from "./resolve-model";
import { toRequestHeaders } from "./to-request-headers";

export type PassedRequest = {
  model: ResolvedModel;
  /** As the other program sent it. */
  body: Record<string, unknown>;
  signal: AbortSignal;
  passOn: PassOn;
  /** null when the answer is this model's or nobody's. */
  alternative: Alternative | null;
  onExchange: (exchange: WireExchange) => void;
  onEnd: (exchange: WireExchange) => void;
};

/** Sends another program's request to the provider of its model; the answer comes back clean, with everything in it. */
export async function passToProvider({
  model,
  body,
  signal,
  passOn,
  alternative,
  ...told
}: PassedRequest): Promise<Response> {
  const provider = getProvider(model.providerId);
  if (provider === undefined) throw new Error(`There is no provider ${model.providerId}.`);
  const wireFetch = createWireFetch({
    provider: toWireProvider(provider),
    timeouts: getTimeouts(),
    ...(provider.kind === "demo" ? { transport: createDemoFetch() } : {}),
    mask: getMask(),
    mergeWindowMs: 0,
    choices: "all",
    queue: getRequestQueue(provider, model.modelId),
    asked: { isStream: body.stream === true, model: model.modelId, answerCount: toCount(body.n) },
    passOn,
    findAlternative: () => alternative,
    ...told,
  });
  const mended = mendRequest(provider.id, {
    ...provider.body,
    ...body,
    model: model.modelId,
    ...(body.stream === true
      ? { stream_options: { ...asFields(body.stream_options), include_usage: true } }
      : {}),
  });
  return wireFetch(`${provider.baseUrl}/chat/completions`, {
    method: "POST",
    headers: { ...toRequestHeaders(provider), "content-type": "application/json" },
    body: JSON.stringify(mended.body),
    signal,
  });
}

const toCount = (n: unknown) => (typeof n === "number" ? n : 1);

function asFields(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
