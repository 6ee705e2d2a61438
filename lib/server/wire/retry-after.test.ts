import { afterEach, describe, expect, test } from "vitest";
import {
  askDirectly,
  delta,
  done,
  events,
  finish,
  generateThroughWire,
  type SeenAnswer,
} from "@/e2e/upstreams/ask-through-wire";
import { testTimeouts } from "@/e2e/upstreams/create-test-models";
import type { RawReply } from "@/e2e/upstreams/raw-upstream";
import { createScriptedUpstream, msTo } from "@/e2e/upstreams/scripted-upstream";
import { readRetryAfterMs } from "./retry-after";

const hello = delta({ role: "assistant", content: "Hello" });
const retryAt = (seen: SeenAnswer) => seen.exchange.fault?.retryAt ?? Number.NaN;

const ways = [
  { way: "a stream", ask: askDirectly, answer: events(hello, finish(), done) },
  { way: "one reply", ask: generateThroughWire, answer: '{"choices":[{"message":{"content":"Hello"}}]}' },
];

test.each(["-1", "soon", "1e99", "99999999999999", "in 5"])("%s names no time", (text) => {
  expect(readRetryAfterMs(new Headers({ "retry-after": text }), Date.now())).toBeNull();
});

describe.each(ways)("$way", ({ ask, answer }) => {
  const upstream = createScriptedUpstream(ask);
  afterEach(upstream.close);

  const limited = (retryAfter: string) => (reply: RawReply) => {
    if (reply.index > 0) return reply.end(answer);
    reply.head(429, { "retry-after": retryAfter, "content-type": "application/json" });
    reply.end('{"error":{"message":"Slow down"}}');
  };

  test("a 429 that asks for a short wait is waited for, once", async () => {
    const seen = await upstream.ask(limited("0.6"), { timeouts: { ...testTimeouts, firstTokenMs: 300 } });
    expect(seen).toMatchObject({
      text: "Hello",
      finishReason: "stop",
      errors: [],
      exchange: { fault: null, status: 200 },
    });
    expect(msTo(seen.exchange.headersAt, seen)).toBeGreaterThanOrEqual(590);
    expect(seen.exchange.notices).toEqual([
      "The provider asked to wait 0.6 s; the request was then sent again.",
    ]);
    expect(upstream.requests()).toHaveLength(2);
    expect(upstream.requests()[1]?.body).toBe(upstream.requests()[0]?.body);
  });

  test("a second 429 is surfaced", async () => {
    const seen = await upstream.ask((reply) => {
      reply.head(429, { "retry-after-ms": "20" });
      reply.end();
    });
    expect(seen.exchange.fault?.code).toBe("rate_limited");
    expect(upstream.requests()).toHaveLength(2);
  });

  test("a 429 that asks for a long wait is surfaced at once, with the time", async () => {
    const before = Date.now();
    const seen = await upstream.ask(limited("120"));
    expect(seen.exchange.fault).toMatchObject({
      code: "rate_limited",
      status: 429,
      providerMessage: "Slow down",
    });
    expect(retryAt(seen) - before).toBeGreaterThanOrEqual(120_000);
    expect(retryAt(seen) - before).toBeLessThan(125_000);
    expect(upstream.requests()).toHaveLength(1);
  });

  test("a date may name the time", async () => {
    const seen = await upstream.ask(limited(new Date(Date.now() + 60_000).toUTCString()));
    expect(retryAt(seen) - Date.now()).toBeGreaterThan(55_000);
  });

  test("a stop ends the wait", async () => {
    const stop = new AbortController();
    const asking = upstream.ask(limited("9"), { signal: stop.signal });
    await expect.poll(() => upstream.requests().length).toBe(1);
    stop.abort();
    const seen = await asking;
    expect(msTo(seen.exchange.endedAt, seen)).toBeLessThan(3000);
    expect(upstream.requests()).toHaveLength(1);
  });

  test.each([400, 401, 403, 404, 408, 500, 502, 503, 529])(
    "%i is never asked again, whatever wait it names",
    async (status) => {
      const seen = await upstream.ask((reply) => {
        reply.head(status, { "retry-after": "0" });
        reply.end("no");
      });
      expect(seen.exchange.fault).toMatchObject({ status, providerMessage: "no" });
      expect(upstream.requests()).toHaveLength(1);
    },
  );

  test("a 429 that names no time is never asked again", async () => {
    const seen = await upstream.ask((reply) => {
      reply.head(429);
      reply.end("no");
    });
    expect(seen.exchange.fault).toMatchObject({ code: "rate_limited", retryAt: null });
    expect(upstream.requests()).toHaveLength(1);
  });

  test("once the answer has begun nothing is asked again", async () => {
    const seen = await upstream.ask(async (reply) => {
      reply.head(200, { "content-type": "text/event-stream", "retry-after": "0" });
      await reply.write(events(hello, { error: { message: "Slow down", code: 429 } }));
    });
    expect(seen).toMatchObject({ text: "Hello", exchange: { fault: { code: "rate_limited", status: 429 } } });
    expect(upstream.requests()).toHaveLength(1);
  });

  test("a connection that is lost is not made again", async () => {
    const seen = await upstream.ask((reply) => reply.reset());
    expect(seen.exchange.fault?.code).toBe("connection_lost");
    expect(upstream.requests()).toHaveLength(1);
  });
});
