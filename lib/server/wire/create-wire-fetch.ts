import "server-only";
import { completeAnswer } from "./complete-answer";
import type { Alternative, WireExchange, WireProvider, WireTimeouts } from "./exchange";
import { createFaultResponse, createUnansweredResponse } from "./fault-response";
import { httpTransport } from "./http-transport";
import type { Mask } from "./mask-secrets";
import type { ChoiceSelection } from "./normalise-chunk";
import { openCall } from "./open-call";
import type { PassOn } from "./pass-on";
import { passThrough } from "./pass-through";
import { readErrorResponse } from "./read-error-response";
import type { RequestQueue } from "./request-queue";
import { sendRequest } from "./send-request";
import { streamAnswer } from "./stream-answer";
import { recordFault, type WireCall } from "./wire-call";
import { type AskedAnswer, readRequest, type WireRequest } from "./wire-request";
import { bodilessStatuses, toTransport, type WireResponse } from "./wire-response";

export type WireFetchOptions = {
  provider: WireProvider;
  timeouts: WireTimeouts;
  /** What carries the request: HTTP, unless a provider lives behind a function (the demo). */
  transport?: typeof fetch;
  /** Hides what must not appear in anything recorded or shown: keys, tokens. */
  mask: Mask;
  /** Text deltas that arrive within this many ms leave as one; 0 leaves each as it came. */
  mergeWindowMs: number;
  /** Which of several answers (`n`) pass; the first one only unless told otherwise. */
  choices?: ChoiceSelection;
  /** The model begins inside its reasoning and sends only `</think>`; true for few, so it is told per model. */
  opensInReasoning?: boolean;
  /** Shared by all requests to one project and model: holds them back where the provider limits how many run at once. */
  queue?: RequestQueue;
  /** Asked per request: with somebody else to ask a refusal is told at once, and nothing is waited for. */
  findAlternative?: () => Alternative | null;
  /** Told what a request waits for before it is sent, and null when it is sent. */
  onWait?: (words: string | null) => void;
  /** What all requests ask for, where that is known before. */
  asked?: AskedAnswer;
  /** The answer goes to another program: it is passed on whole, as the provider sent it where that is clean. */
  passOn?: PassOn;
  /** Called once per request when it is over, however that came. */
  onEnd?: (exchange: WireExchange) => void;
  /** Called once per request with the live record, before the request is sent. */
  onExchange: (exchange: WireExchange) => void;
};

/**
 * The fetch for all provider traffic: requests go out untouched, answers come back as clean OpenAI chunks or
 * completions. It rejects only when the consumer aborts. Whatever goes wrong is recorded in `exchange.fault` and told
 * in the response: as an error status with an OpenAI error, or as an error event after the text that had come.
 */
export function createWireFetch(options: WireFetchOptions): typeof fetch {
  const { onExchange, findAlternative = () => null } = options;
  const transport = options.transport === undefined ? httpTransport : toTransport(options.transport);
  return async (input, init) => {
    const request = readRequest(input, init, options.asked);
    const alternative = findAlternative();
    const call = openCall(request, { ...options, alternative });
    onExchange(call.exchange);
    if (request.signal?.aborted) call.abort(request.signal.reason);
    const answer = await exchangeWith({
      call,
      request,
      options,
      mayWait: alternative === null,
      send: (signal) => transport(input, { ...init, signal }),
    });
    if (call.isAborted()) throw call.upstream.signal.reason;
    return answer;
  };
}

type Exchange = {
  call: WireCall;
  request: WireRequest;
  options: WireFetchOptions;
  mayWait: boolean;
  send: (signal: AbortSignal) => Promise<WireResponse>;
};

async function exchangeWith({ call, request, options, mayWait, send }: Exchange): Promise<Response> {
  const response = call.isAborted()
    ? null
    : await sendRequest(call, {
        send,
        isRepeatable: request.isRepeatable,
        mayWait,
        ...(options.onWait === undefined ? {} : { onWait: options.onWait }),
      });
  return response === null
    ? createUnansweredResponse(call)
    : await readResponse({ call, request, response, options });
}

type ReadResponse = {
  call: WireCall;
  request: WireRequest;
  response: WireResponse;
  options: WireFetchOptions;
};

async function readResponse({ call, request, response, options }: ReadResponse): Promise<Response> {
  const selection = options.choices ?? "first";
  const opensInReasoning = options.opensInReasoning ?? false;
  if (!response.ok) return readErrorResponse(call, response);
  if (request.kind === "other") return passThrough(call, response);
  if (bodilessStatuses.has(response.status)) {
    const fault = recordFault(call, "empty_answer");
    call.close();
    return createFaultResponse(call, fault, response.headers);
  }
  if (request.kind === "completion") {
    return completeAnswer(call, response, { selection, opensInReasoning, passOn: options.passOn });
  }
  const { mergeWindowMs, passOn } = options;
  return streamAnswer(call, response, { mergeWindowMs, selection, opensInReasoning, passOn });
}
