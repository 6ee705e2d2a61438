import "server-only";
import { maskHeaders } from "./mask-secrets";
import { createBodyReader, readBodyText, recordConnectionFault } from "./read-body";
import { maxErrorLength } from "./read-events";
import { isConcurrencyRefusal, pause } from "./request-queue";
import { longestOwnWaitMs, readRetryAfterMs } from "./retry-after";
import type { WireCall } from "./wire-call";
import { toWireResponse, type WireResponse } from "./wire-response";

export type SendOptions = {
  send: (signal: AbortSignal) => Promise<WireResponse>;
  isRepeatable: boolean;
  /** false when somebody else can be asked: it is sent at once, and once. */
  mayWait: boolean;
  /** Told what the request waits for before it is sent, and null when it is sent. */
  onWait?: (words: string | null) => void;
};

/**
 * Sends the request and records the head of its response; null when a fault was recorded or the call was aborted.
 * It is sent again, never after the first token, when a 429 says that too many requests run at once (as often as it
 * takes, one after another) or asks for a short wait (once).
 */
export async function sendRequest(call: WireCall, options: SendOptions): Promise<WireResponse | null> {
  const { send, isRepeatable } = options;
  const signal = call.upstream.signal;
  if (!options.mayWait) {
    call.place.enterAtOnce();
    return signal.aborted ? null : sendOnce(call, send);
  }
  await waitFor(call, options, { words: queueWords(call), waiting: call.place.enter(signal) });
  let hasWaited = false;
  for (;;) {
    if (signal.aborted) return null;
    const response = await sendOnce(call, send);
    if (response === null || response.status !== 429 || !isRepeatable) return response;
    const refusal = await readRefusal(call, response);
    if (isConcurrencyRefusal(refusal.text)) {
      const again = await waitFor(call, options, {
        words: queueWords(call),
        waiting: call.place.enterAgain(signal),
      });
      if (!again) return refusal.response;
      continue;
    }
    const waitMs = readRetryAfterMs(response.headers, Date.now());
    if (waitMs === null || waitMs > longestOwnWaitMs || hasWaited) return refusal.response;
    hasWaited = true;
    const words = `${call.provider.name} asked to wait ${formatSeconds(waitMs)}.`;
    await waitFor(call, options, { words, waiting: pause(waitMs, signal) });
    call.exchange.notices.push(
      `The provider asked to wait ${formatSeconds(waitMs)}; the request was then sent again.`,
    );
  }
}

const queueWords = ({ provider }: WireCall) =>
  `Queued: ${provider.name} takes only so many requests of this project and model at once.`;

/** Waits with no clock but the total one running, tells so unless it is over at once, and keeps the time apart. */
async function waitFor<T>(
  call: WireCall,
  { onWait }: SendOptions,
  { words, waiting }: { words: string; waiting: Promise<T> },
): Promise<T> {
  const startedAt = performance.now();
  let isTold = false;
  const telling = setTimeout(() => {
    isTold = true;
    onWait?.(words);
  }, 50);
  call.deadlines.waitStarted();
  const result = await waiting;
  clearTimeout(telling);
  const waitedMs = performance.now() - startedAt;
  if (isTold) onWait?.(null);
  call.exchange.waitedMs += waitedMs;
  return result;
}

/** A refusal's words, and the refusal as it can be read once more. */
async function readRefusal(
  call: WireCall,
  response: WireResponse,
): Promise<{ text: string; response: WireResponse }> {
  const body = createBodyReader(call, response);
  const { text } = await readBodyText(call, { body, maxLength: maxErrorLength });
  const { status, headers } = response;
  return { text, response: toWireResponse(new Response(text, { status, headers })) };
}

async function sendOnce(
  call: WireCall,
  send: (signal: AbortSignal) => Promise<WireResponse>,
): Promise<WireResponse | null> {
  const { exchange, deadlines, upstream } = call;
  deadlines.requestSent();
  try {
    const response = await send(upstream.signal);
    if (upstream.signal.aborted) return null;
    deadlines.headersArrived();
    exchange.headersAt = performance.now();
    exchange.status = response.status;
    if (call.isKept) exchange.responseHeaders = maskHeaders(response.headers, call.mask);
    exchange.requestId = readRequestId(response.headers, call.mask);
    return response;
  } catch (error) {
    if (!upstream.signal.aborted) recordConnectionFault(call, error);
    return null;
  }
}

const requestIdHeaders = [
  "x-request-id",
  "request-id",
  "x-requestid",
  "x-correlation-id",
  "x-amzn-requestid",
  "cf-ray",
];

function readRequestId(headers: Headers, mask: (text: string) => string): string | null {
  for (const name of requestIdHeaders) {
    const id = headers.get(name);
    if (id !== null && id !== "") return mask(id).slice(0, 200);
  }
  return null;
}

function formatSeconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
