import "server-only";
import type { IncomingMessage } from "node:http";
import { decompress } from "./decompress";
import type { DirectReader } from "./direct-reader";

/** With more than this unread the provider is told to wait. */
const mostArrivedBytes = 262_144;

/**
 * The body of `message`, which hands over at each reading all bytes that have arrived since the last one. Bytes that arrived
 * before the connection broke are handed over before the error.
 */
export function readMessage({
  message,
  signal,
  close,
}: {
  message: IncomingMessage;
  signal: AbortSignal | null;
  close: () => void;
}): DirectReader<Uint8Array> {
  const source = decompress(message);
  let arrived: Buffer[] = [];
  let arrivedBytes = 0;
  let failure: unknown = null;
  let isEnded = false;
  let listener: (() => void) | null = null;

  const wake = () => {
    const woken = listener;
    listener = null;
    woken?.();
  };
  const takeArrived = (): Uint8Array => {
    const bytes = arrived.length === 1 && arrived[0] !== undefined ? arrived[0] : Buffer.concat(arrived);
    arrived = [];
    arrivedBytes = 0;
    if (source.isPaused()) source.resume();
    return bytes;
  };
  const onAbort = () => {
    failure = signal?.reason;
    arrived = [];
    close();
    wake();
  };
  const settle = () => {
    signal?.removeEventListener("abort", onAbort);
    wake();
  };

  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  // Events are taken as they come and kept in a list: far cheaper for many small ones than a read for each.
  source.on("data", (bytes: Buffer) => {
    arrived.push(bytes);
    arrivedBytes += bytes.byteLength;
    if (arrivedBytes > mostArrivedBytes) source.pause();
    wake();
  });
  source.once("end", () => {
    isEnded = true;
    settle();
  });
  source.on("error", (error) => {
    failure ??= error;
    settle();
  });
  source.once("close", () => {
    if (!isEnded) failure ??= new Error("The connection was closed before the end of the response.");
    settle();
  });

  return {
    take: () => {
      if (arrived.length > 0) return takeArrived();
      if (failure !== null) throw failure;
      return isEnded ? null : undefined;
    },
    onMore: (woken) => {
      listener = woken;
    },
    cancel: () => {
      const wasEnded = isEnded;
      isEnded = true;
      arrived = [];
      settle();
      // A body at its end leaves its connection to the next request.
      if (!wasEnded) close();
    },
  };
}
