import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import {
  askThroughWire,
  delta,
  done,
  events,
  finish,
  type SeenAnswer,
  testTimeouts,
} from "@/e2e/upstreams/ask-through-wire";
import { type RawReply, type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";

const hello = delta({ role: "assistant", content: "Hello" });
let upstream: RawUpstream | undefined;

afterEach(async () => {
  await upstream?.close();
  upstream = undefined;
});

async function askUpstream(
  respond: (reply: RawReply) => void | Promise<void>,
  options: Parameters<typeof askThroughWire>[0] = {},
) {
  upstream = await startRawUpstream(respond);
  return askThroughWire({ baseUrl: upstream.baseUrl, ...options });
}

/** ms from now, or from `since`, until the upstream saw its connection close. */
async function closedAfter(index = 0, since = performance.now()): Promise<number> {
  const closed = await upstream?.requests[index]?.closed;
  return (closed ?? Number.NaN) - since;
}

/** ms from the start of the exchange. */
const msTo = (time: number | null, seen: SeenAnswer) => (time ?? Number.NaN) - seen.exchange.startedAt;
const retryAt = (seen: SeenAnswer) => seen.exchange.fault?.retryAt ?? Number.NaN;

describe.each([0, 33])("with a merge window of %i ms", (mergeWindowMs) => {
  test("a connection cut in the middle keeps the text and is one error", async () => {
    const seen = await askUpstream(
      async (reply) => {
        for (let token = 0; token < 5; token++) await reply.event(delta({ content: `${token} ` }));
        reply.cut();
      },
      { mergeWindowMs },
    );
    expect(seen).toMatchObject({ text: "0 1 2 3 4 ", finishReason: "error" });
    expect(seen.errors).toHaveLength(1);
    expect(seen.exchange.fault).toMatchObject({ code: "connection_lost", status: 200 });
  });

  test("a reset in the middle keeps the text the system had handed over, and is one error", async () => {
    const seen = await askUpstream(
      async (reply) => {
        await reply.event(hello);
        await new Promise((resolve) => setTimeout(resolve, 50));
        reply.reset();
      },
      { mergeWindowMs },
    );
    expect(seen).toMatchObject({ text: "Hello", finishReason: "error" });
    expect(seen.errors).toHaveLength(1);
    expect(seen.exchange.fault?.code).toBe("connection_lost");
  });

  test("a cut after the finish reason takes nothing from the answer", async () => {
    const seen = await askUpstream(
      async (reply) => {
        await reply.event(hello);
        await reply.event(finish());
        reply.cut();
      },
      { mergeWindowMs },
    );
    expect(seen).toMatchObject({
      text: "Hello",
      finishReason: "stop",
      errors: [],
      exchange: { fault: null },
    });
  });

  test("after [DONE] the stream ends at once and a connection left open is closed", async () => {
    const seen = await askUpstream(
      async (reply) => {
        await reply.write(events(hello, finish(), done));
      },
      { mergeWindowMs },
    );
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop", errors: [] });
    expect(msTo(seen.exchange.endedAt, seen)).toBeLessThan(1000);
    expect(await closedAfter()).toBeLessThan(500);
  });

  test("a stop before the first token closes the connection", async () => {
    const stop = new AbortController();
    const asking = askUpstream(() => {}, { signal: stop.signal, mergeWindowMs });
    await expect.poll(() => upstream?.requests[0]?.body).toBeTruthy();
    const stoppedAt = performance.now();
    stop.abort();
    const seen = await asking;
    expect(await closedAfter(0, stoppedAt)).toBeLessThan(500);
    expect(seen.exchange.fault).toBeNull();
    expect(seen.exchange.endedAt).not.toBeNull();
  });

  test("a stop in the middle closes the connection and keeps the text", async () => {
    const stop = new AbortController();
    let stoppedAt = 0;
    const seen = await askUpstream(
      async (reply) => {
        for (let token = 0; token < 1000; token++) {
          await reply.event(delta({ content: `${token} ` }));
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      },
      {
        mergeWindowMs,
        signal: stop.signal,
        onPart: (part) => {
          if (part.type !== "text-delta") return;
          stoppedAt ||= performance.now();
          stop.abort();
        },
      },
    );
    expect(seen.text).toMatch(/^0 /);
    expect(seen.exchange.fault).toBeNull();
    expect(await closedAfter(0, stoppedAt)).toBeLessThan(500);
  });
});

describe("timeouts", () => {
  const timeouts = { headersMs: 300, firstTokenMs: 300, idleMs: 300, totalMs: 5000 };

  test("no headers", async () => {
    const seen = await askUpstream(() => {}, { timeouts });
    expect(seen.exchange.fault).toMatchObject({ code: "headers_timeout", status: null });
    expect(seen).toMatchObject({ text: "", errors: ["Acme did not respond."] });
    expect(await closedAfter()).toBeLessThan(500);
  });

  test("headers, and keep-alives, but no first token", async () => {
    const seen = await askUpstream(
      async (reply) => {
        for (let beat = 0; beat < 100; beat++) {
          await reply.write(": keep-alive\n\n");
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      },
      { timeouts: { ...timeouts, idleMs: 200 } },
    );
    expect(seen.exchange.fault).toMatchObject({ code: "first_token_timeout", status: 200 });
    expect(await closedAfter()).toBeLessThan(500);
  });

  test("silence in the middle keeps the text", async () => {
    const seen = await askUpstream((reply) => reply.event(hello), { timeouts });
    expect(seen).toMatchObject({
      text: "Hello",
      finishReason: "error",
      exchange: { fault: { code: "idle_timeout" } },
    });
    expect(await closedAfter()).toBeLessThan(500);
  });

  test("keep-alives in the middle count as life", async () => {
    const seen = await askUpstream(
      async (reply) => {
        await reply.event(hello);
        for (let beat = 0; beat < 12; beat++) {
          await reply.write(": keep-alive\n\n");
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        reply.end(events(finish(), done));
      },
      { timeouts },
    );
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop", exchange: { fault: null } });
  });

  test("the whole answer takes too long", async () => {
    const seen = await askUpstream(
      async (reply) => {
        for (let token = 0; token < 200; token++) {
          await reply.event(delta({ content: "x" }));
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      },
      { timeouts: { ...timeouts, totalMs: 500 } },
    );
    expect(seen.exchange.fault?.code).toBe("total_timeout");
    expect(seen.text).toMatch(/^x+$/);
    expect(await closedAfter()).toBeLessThan(500);
  });

  test("silence after the finish reason is waited for briefly and is no fault", async () => {
    const seen = await askUpstream((reply) => reply.write(events(hello, finish())), { timeouts });
    expect(seen).toMatchObject({
      text: "Hello",
      finishReason: "stop",
      errors: [],
      exchange: { fault: null },
    });
    expect(await closedAfter()).toBeLessThan(500);
  });

  test("an error body that never ends", async () => {
    const seen = await askUpstream(
      async (reply) => {
        reply.head(500, { "content-type": "application/json" });
        await reply.write('{"error":{"mess');
      },
      { timeouts },
    );
    expect(seen.exchange.fault).toMatchObject({ code: "provider_failed", status: 500 });
  });
});

describe("connections that fail", () => {
  test("nobody listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    server.close();
    await once(server, "close");
    const port = typeof address === "object" ? address?.port : 0;
    const seen = await askThroughWire({ baseUrl: `http://127.0.0.1:${port}/v1` });
    expect(seen.exchange.fault).toMatchObject({
      code: "unreachable",
      status: null,
      systemMessage: expect.stringContaining("ECONNREFUSED"),
    });
    expect(seen.errors).toEqual(["Acme cannot be reached (ECONNREFUSED)."]);
  });

  test("no such host", async () => {
    const seen = await askThroughWire({ baseUrl: "http://acme.invalid/v1" });
    expect(seen.exchange.fault?.code).toBe("unreachable");
  });

  test("a reset before the headers", async () => {
    const seen = await askUpstream((reply) => reply.reset());
    expect(seen.exchange.fault).toMatchObject({ code: "connection_lost", status: null });
  });
});

describe("short waits", () => {
  const limited = (retryAfter: string) => (reply: RawReply) => {
    if (reply.index > 0) return reply.end(events(hello, finish(), done));
    reply.head(429, { "retry-after": retryAfter, "content-type": "application/json" });
    reply.end('{"error":{"message":"Slow down"}}');
  };

  test("a 429 that asks for a short wait is waited for, once", async () => {
    const seen = await askUpstream(limited("1"), { timeouts: { ...testTimeouts, firstTokenMs: 400 } });
    expect(seen).toMatchObject({
      text: "Hello",
      finishReason: "stop",
      errors: [],
      exchange: { fault: null, status: 200 },
    });
    expect(msTo(seen.exchange.headersAt, seen)).toBeGreaterThanOrEqual(990);
    expect(seen.exchange.notices).toEqual([
      "The provider asked to wait 1 s; the request was then sent again.",
    ]);
    expect(upstream?.requests).toHaveLength(2);
    expect(upstream?.requests[1]?.body).toBe(upstream?.requests[0]?.body);
  });

  test("a second 429 is surfaced", async () => {
    const seen = await askUpstream((reply) => {
      reply.head(429, { "retry-after-ms": "20" });
      reply.end();
    });
    expect(seen.exchange.fault?.code).toBe("rate_limited");
    expect(upstream?.requests).toHaveLength(2);
  });

  test("a 429 that asks for a long wait is surfaced at once, with the time", async () => {
    const before = Date.now();
    const seen = await askUpstream(limited("120"));
    expect(seen.exchange.fault).toMatchObject({
      code: "rate_limited",
      status: 429,
      providerMessage: "Slow down",
    });
    expect(retryAt(seen) - before).toBeGreaterThanOrEqual(120_000);
    expect(retryAt(seen) - before).toBeLessThan(125_000);
    expect(upstream?.requests).toHaveLength(1);
  });

  test("a date may name the time", async () => {
    const seen = await askUpstream(limited(new Date(Date.now() + 60_000).toUTCString()));
    expect(retryAt(seen) - Date.now()).toBeGreaterThan(55_000);
  });

  test("a stop ends the wait", async () => {
    const stop = new AbortController();
    const asking = askUpstream(limited("9"), { signal: stop.signal });
    await expect.poll(() => upstream?.requests.length).toBe(1);
    stop.abort();
    const seen = await asking;
    expect(msTo(seen.exchange.endedAt, seen)).toBeLessThan(3000);
    expect(upstream?.requests).toHaveLength(1);
  });
});

describe("what goes out", () => {
  test("the request goes out untouched and is recorded", async () => {
    const seen = await askUpstream((reply) => reply.end(events(hello, finish(), done)), {
      model: "Qwen/Qwen3-235B",
    });
    const request = upstream?.requests[0];
    expect(request).toMatchObject({ method: "POST", path: "/v1/chat/completions" });
    expect(request?.headers.authorization).toBe("Bearer acme-secret-key-1");
    expect(JSON.parse(request?.body ?? "")).toMatchObject({
      model: "Qwen/Qwen3-235B",
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(seen.exchange.requestBody).toBe(request?.body);
    expect(seen.exchange.url).toBe(`${upstream?.baseUrl}/chat/completions`);
    expect(seen.exchange.requestHeaders.authorization).toBe("Bearer [masked]");
  });

  test("connections serve more than one request when streams end well", async () => {
    const sockets = new Set<unknown>();
    upstream = await startRawUpstream((reply) => {
      sockets.add(reply.request.remotePort);
      reply.end(events(hello, finish(), done));
    });
    for (let turn = 0; turn < 8; turn++) await askThroughWire({ baseUrl: upstream.baseUrl });
    // The next request may begin before the last one's connection is free, so there can be two.
    expect(sockets.size).toBeLessThanOrEqual(2);
  });
});
