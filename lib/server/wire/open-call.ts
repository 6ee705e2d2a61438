import "server-only";
import { AnswerClock } from "./answer-clock";
import type { Alternative, WireExchange, WireProvider, WireTimeouts } from "./exchange";
import { type Mask, maskHeaders, maskKeyLike } from "./mask-secrets";
import type { PassOn } from "./pass-on";
import { createRequestQueue, type RequestQueue } from "./request-queue";
import { createDeadlines } from "./timeouts";
import { isAnswered, recordFault, type WireCall } from "./wire-call";
import type { WireRequest } from "./wire-request";

export type OpenCallOptions = {
  provider: WireProvider;
  timeouts: WireTimeouts;
  mask: Mask;
  queue?: RequestQueue;
  /** null or absent when nobody else can be asked. */
  alternative?: Alternative | null;
  /** The answer goes to another program, which has it as it came. */
  passOn?: PassOn;
  /** Called once, when the exchange is over, however that came. */
  onEnd?: (exchange: WireExchange) => void;
};

/** Starts the record and the clocks of one request. The consumer's signal ends it from now on. */
export function openCall(request: WireRequest, options: OpenCallOptions): WireCall {
  const { provider, mask, queue = createRequestQueue(), passOn, onEnd } = options;
  const isKept = passOn === undefined;
  const upstream = new AbortController();
  const exchange = startExchange(request, { mask, isKept });
  let isAborted = false;
  let tell: (reason: unknown) => void = () => {};
  let finish = () => {};

  const abort = (reason: unknown) => {
    if (isAborted || exchange.endedAt !== null) return;
    isAborted = true;
    call.close();
    upstream.abort(reason);
    tell(reason);
  };
  const onSignal = () => abort(request.signal?.reason);

  const call: WireCall = {
    provider,
    model: request.model,
    answerCount: request.answerCount,
    exchange,
    isKept,
    mask,
    place: queue.join(),
    upstream,
    deadlines: createDeadlines(toDue(request, options), (code) => {
      if (!isAnswered(call)) recordFault(call, code);
      upstream.abort();
    }),
    abort,
    isAborted: () => isAborted,
    onAbort: (listener) => {
      tell = listener;
    },
    onClose: (listener) => {
      finish = listener;
    },
    close: () => {
      const isFirst = exchange.endedAt === null;
      exchange.endedAt ??= performance.now();
      call.deadlines.clear();
      call.place.leave();
      request.signal?.removeEventListener("abort", onSignal);
      if (!isFirst) return;
      finish();
      exchange.responseText = maskKeyLike(mask(exchange.responseText));
      onEnd?.(exchange);
    },
  };
  request.signal?.addEventListener("abort", onSignal, { once: true });
  return call;
}

/** Who asks for one reply gets its headers when all of it is written: no sooner than a stream's first token. */
function toDue({ kind }: WireRequest, { timeouts, alternative }: OpenCallOptions): WireTimeouts {
  const beginMs = alternative?.beginMs ?? null;
  if (kind !== "completion") return beginMs === null ? timeouts : { ...timeouts, beginMs };
  return { ...timeouts, headersMs: timeouts.headersMs + timeouts.firstTokenMs };
}

function startExchange(
  request: WireRequest,
  { mask, isKept }: Pick<WireCall, "mask" | "isKept">,
): WireExchange {
  return {
    url: mask(request.url),
    requestHeaders: isKept ? maskHeaders(new Headers(request.headers), mask) : {},
    requestBody: isKept ? mask(request.bodyText) : "",
    isStream: request.kind === "stream",
    status: null,
    responseText: "",
    responseHeaders: {},
    requestId: null,
    startedAt: performance.now(),
    headersAt: null,
    firstTokenAt: null,
    endedAt: null,
    waitedMs: 0,
    finishReason: null,
    usage: null,
    billedUsd: null,
    answerCharacters: 0,
    fault: null,
    notices: [],
    clock: new AnswerClock(),
  };
}
