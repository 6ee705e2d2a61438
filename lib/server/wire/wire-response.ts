import "server-only";
import { type DirectReader, toDirectReader } from "./direct-reader";

/** A provider's response: its head, and its body as it arrives. */
export type WireResponse = {
  status: number;
  /** The status is one of success. */
  ok: boolean;
  headers: Headers;
  body: DirectReader<Uint8Array>;
};

/** What carries a request to a provider. Rejects when no response comes. */
export type Transport = (
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
) => Promise<WireResponse>;

/** The same of a fetch function. */
export const toTransport =
  (send: typeof fetch): Transport =>
  async (input, init) =>
    toWireResponse(await send(input, init));

/** The same of a `Response`, whose body nobody reads besides. */
export function toWireResponse({ status, ok, headers, body }: Response): WireResponse {
  return { status, ok, headers, body: body === null ? noBody : readStream(body) };
}

/** A response of these has no body. */
export const bodilessStatuses: ReadonlySet<number> = new Set([204, 205, 304]);

/** The body of a response that has none. */
export const noBody: DirectReader<Uint8Array> = {
  take: () => null,
  onMore: (wake) => wake(),
  cancel: () => {},
};

function readStream(stream: ReadableStream<Uint8Array>): DirectReader<Uint8Array> {
  const reader = stream.getReader();
  return toDirectReader({
    next: async () => (await reader.read()).value ?? null,
    cancel: () => {
      // The body may have failed already; there is nothing left to close then.
      reader.cancel().catch(() => {});
    },
  });
}
