import "server-only";

/** One request's place among ours to the same project and model. */
export type QueuePlace = {
  /** Resolves when the request may be sent: at once unless as many run as the provider takes. */
  enter: (signal: AbortSignal) => Promise<void>;
  /** Is sent now, however many run: for a request that may as well be refused. */
  enterAtOnce: () => void;
  /**
   * The provider refused the request because too many run at once. Resolves to true when it may be sent again, to false
   * when waiting has no sense any more.
   */
  enterAgain: (signal: AbortSignal) => Promise<boolean>;
  /** The request is over: the next may be sent. */
  leave: () => void;
};

export type RequestQueue = { join: () => QueuePlace };

/** A limit that nothing confirmed for this long is tried out again, by one request more. */
const limitHoldsMs = 30_000;
/** When none of ours runs, somebody else takes up the limit: it is asked again after these waits, then given up. */
const usualProbeWaitsMs = [1_000, 2_000, 4_000, 8_000, 15_000];
/** A request that was refused this often is not sent again. */
const maxRefusals = 30;

type Waiter = { place: object; go: () => void };

/**
 * Keeps requests back once a provider has refused one for running too many at once. Providers do not publish the limit,
 * so it is learnt: a refusal sets it to what ran beside the refused one, and it grows by one when it has held for a while.
 */
export function createRequestQueue(probeWaitsMs = usualProbeWaitsMs): RequestQueue {
  const running = new Set<object>();
  const waiting: Waiter[] = [];
  let limit = Number.POSITIVE_INFINITY;
  let confirmedAt = 0;

  const loosen = () => {
    if (running.size < limit || performance.now() - confirmedAt < limitHoldsMs) return;
    limit += 1;
    confirmedAt = performance.now();
  };
  const admit = (place: object) => {
    // What was learnt before everything came to rest says little about now.
    if (running.size === 0 && performance.now() - confirmedAt > limitHoldsMs)
      limit = Number.POSITIVE_INFINITY;
    loosen();
    if (running.size >= limit) return false;
    running.add(place);
    return true;
  };
  const admitNext = () => {
    for (let next = waiting[0]; next !== undefined && admit(next.place); next = waiting[0]) {
      waiting.shift();
      next.go();
    }
  };
  const leave = (place: object) => {
    running.delete(place);
    admitNext();
  };
  const wait = (place: object, signal: AbortSignal, position: number) =>
    new Promise<void>((resolve) => {
      const waiter = { place, go: resolve };
      waiting.splice(position, 0, waiter);
      signal.addEventListener(
        "abort",
        () => {
          const index = waiting.indexOf(waiter);
          if (index >= 0) waiting.splice(index, 1);
          resolve();
        },
        { once: true },
      );
    });

  return {
    join: () => {
      const place = {};
      let refusals = 0;
      let probes = 0;
      return {
        enter: async (signal) => {
          if (signal.aborted || running.has(place)) return;
          if (waiting.length > 0 || !admit(place)) await wait(place, signal, waiting.length);
        },
        enterAtOnce: () => {
          running.add(place);
        },
        enterAgain: async (signal) => {
          refusals += 1;
          const others = running.size - (running.has(place) ? 1 : 0);
          limit = Math.max(1, others);
          confirmedAt = performance.now();
          if (refusals > maxRefusals) return false;
          if (others > 0) {
            running.delete(place);
            await wait(place, signal, 0);
            return true;
          }
          const probeWaitMs = probeWaitsMs[probes];
          probes += 1;
          if (probeWaitMs === undefined) return false;
          // It keeps its place while it waits: one request asks whether there is room, the others wait for its end.
          await pause(probeWaitMs, signal);
          return true;
        },
        leave: () => leave(place),
      };
    },
  };
}

/** True for a 429 that is about requests running at the same time, not about requests per time. */
export function isConcurrencyRefusal(body: string): boolean {
  return /concurren|too many (?:parallel|simultaneous)|simultaneous requests/i.test(body);
}

/** Resolves after `ms`, or when `signal` aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
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
