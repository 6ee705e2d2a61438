import "server-only";
import { maskHeaders } from "./mask-secrets";
import { recordConnectionFault } from "./read-body";
import { longestOwnWaitMs, readRetryAfterMs } from "./retry-after";
import type { WireCall } from "./wire-call";

/**
 * Sends the request and records the head of its response; null when a fault was recorded or the call was aborted.
 * A 429 that asks for a short wait is waited for and sent again, once.
 */
export async function sendRequest(
  call: WireCall,
  { send, isRepeatable }: { send: (signal: AbortSignal) => Promise<Response>; isRepeatable: boolean },
): Promise<Response | null> {
  const response = await sendOnce(call, send);
  if (response === null || response.status !== 429 || !isRepeatable) return response;
  const waitMs = readRetryAfterMs(response.headers, Date.now());
  if (waitMs === null || waitMs > longestOwnWaitMs) return response;
  call.deadlines.waitStarted();
  await Promise.all([response.body?.cancel(), wait(waitMs, call.upstream.signal)]);
  call.exchange.notices.push(
    `The provider asked to wait ${formatSeconds(waitMs)}; the request was then sent again.`,
  );
  return call.upstream.signal.aborted ? null : await sendOnce(call, send);
}

async function sendOnce(
  call: WireCall,
  send: (signal: AbortSignal) => Promise<Response>,
): Promise<Response | null> {
  const { exchange, deadlines, upstream } = call;
  deadlines.requestSent();
  try {
    const response = await send(upstream.signal);
    if (upstream.signal.aborted) return null;
    deadlines.headersArrived();
    exchange.headersAt = performance.now();
    exchange.status = response.status;
    exchange.responseHeaders = maskHeaders(response.headers, call.mask);
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

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

function formatSeconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
