import { afterEach, describe, expect, test } from "vitest";
import { askThroughWire, delta, done, events, finish } from "@/e2e/upstreams/ask-through-wire";
import { type RawReply, type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import { createRequestQueue, isConcurrencyRefusal } from "./request-queue";

let upstream: RawUpstream | undefined;
afterEach(() => upstream?.close());

const refusal = JSON.stringify({ error: { message: "Concurrency limit reached for requests" } });
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers `limit` requests at a time, each for `ms`, and refuses more as Weights & Biases does. */
async function startLimited(limit: number, ms: number) {
  const seen = { most: 0, running: 0, refused: 0 };
  upstream = await startRawUpstream(async (reply: RawReply) => {
    if (seen.running >= limit) {
      seen.refused++;
      reply.head(429, { "content-type": "application/json" });
      reply.end(refusal);
      return;
    }
    seen.running++;
    seen.most = Math.max(seen.most, seen.running);
    await reply.event(delta({ content: "Hello" }));
    await sleep(ms);
    seen.running--;
    reply.end(events(finish(), done));
  });
  return { seen, baseUrl: upstream.baseUrl };
}

describe("a provider that limits how many requests run at once", () => {
  test("eight at once are all answered, one after another where it takes no more", async () => {
    const { seen, baseUrl } = await startLimited(3, 60);
    const queue = createRequestQueue();
    const waits: (string | null)[] = [];
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        askThroughWire({ baseUrl, queue, onWait: (words) => waits.push(words) }),
      ),
    );
    expect(answers.map(({ text }) => text)).toEqual(Array(8).fill("Hello"));
    expect(answers.map(({ exchange }) => exchange.fault)).toEqual(Array(8).fill(null));
    expect(seen.most).toBe(3);
    expect(waits.filter((words) => words !== null)).not.toHaveLength(0);
    expect(waits.find((words) => words !== null)).toContain("so many requests of this project and model");
    expect(waits.filter((words) => words === null)).toHaveLength(waits.length / 2);
  });

  test("what was learnt is kept: later ones wait without asking", async () => {
    const { seen, baseUrl } = await startLimited(1, 40);
    const queue = createRequestQueue();
    const askFour = () => Promise.all(Array.from({ length: 4 }, () => askThroughWire({ baseUrl, queue })));
    await askFour();
    const refusedAtFirst = seen.refused;
    expect(refusedAtFirst).toBeGreaterThan(0);
    await askFour();
    expect(seen.refused).toBe(refusedAtFirst);
  });

  test("time in the queue is told apart from the time the model took", async () => {
    const { baseUrl } = await startLimited(1, 150);
    const queue = createRequestQueue();
    const answers = await Promise.all([1, 2].map(() => askThroughWire({ baseUrl, queue })));
    const waited = answers.map(({ exchange }) => exchange.waitedMs).toSorted((a, b) => a - b);
    expect(waited[0]).toBeLessThan(50);
    expect(waited[1]).toBeGreaterThan(100);
  });

  test("one that is stopped while it waits is never sent, and the rest goes on", async () => {
    const { baseUrl } = await startLimited(1, 150);
    const queue = createRequestQueue();
    const stop = new AbortController();
    const first = askThroughWire({ baseUrl, queue });
    await sleep(20);
    const second = askThroughWire({ baseUrl, queue, signal: stop.signal });
    await sleep(50);
    const third = askThroughWire({ baseUrl, queue });
    stop.abort();
    const answers = await Promise.all([first, second, third]);
    expect(answers.map(({ text }) => text)).toEqual(["Hello", "", "Hello"]);
  });

  test("a limit that somebody else uses up is asked again, and surfaced in the end", async () => {
    const { seen, baseUrl } = await startLimited(0, 0);
    const answer = askThroughWire({
      baseUrl,
      queue: createRequestQueue([5, 10, 20]),
    });
    expect(await answer).toMatchObject({
      text: "",
      exchange: {
        fault: { code: "rate_limited", providerMessage: "Concurrency limit reached for requests" },
      },
    });
    expect(seen.refused).toBe(4);
  });

  test("an ordinary rate limit is none of the queue's business", () => {
    expect(isConcurrencyRefusal(refusal)).toBe(true);
    expect(isConcurrencyRefusal('{"error":{"message":"Rate limit reached: 60 requests per minute"}}')).toBe(
      false,
    );
  });
});
