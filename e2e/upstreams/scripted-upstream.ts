import { type Ask, askThroughWire, type SeenAnswer } from "./ask-through-wire";
import { type RawReply, type RawUpstream, type SeenRequest, startRawUpstream } from "./raw-upstream";

/** An upstream that plays a script for each test; `close` it after each. */
export type ScriptedUpstream = {
  /** Starts the upstream and asks it once. */
  ask: (respond: (reply: RawReply) => void | Promise<void>, options?: Ask) => Promise<SeenAnswer>;
  requests: () => SeenRequest[];
  baseUrl: () => string;
  /** ms from `since` (`performance.now()`, by default now) until the upstream saw its first connection close. */
  closedAfter: (since?: number) => Promise<number>;
  close: () => Promise<void>;
};

/** `askWith` is the way in which it is asked: a stream through the wire and the AI SDK unless told otherwise. */
export function createScriptedUpstream(
  askWith: (ask: Ask) => Promise<SeenAnswer> = askThroughWire,
): ScriptedUpstream {
  let upstream: RawUpstream | undefined;
  return {
    ask: async (respond, options = {}) => {
      upstream = await startRawUpstream(respond);
      return askWith({ baseUrl: upstream.baseUrl, ...options });
    },
    requests: () => upstream?.requests ?? [],
    baseUrl: () => upstream?.baseUrl ?? "",
    closedAfter: async (since = performance.now()) => {
      const closed = await upstream?.requests[0]?.closed;
      return (closed ?? Number.NaN) - since;
    },
    close: async () => {
      await upstream?.close();
      upstream = undefined;
    },
  };
}

/** ms from the start of the exchange to one of its times. */
export function msTo(time: number | null, seen: SeenAnswer): number {
  return (time ?? Number.NaN) - seen.exchange.startedAt;
}
