import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { askThroughWire, delta, done, events, finish } from "@/e2e/upstreams/ask-through-wire";
import { startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import { createScriptedUpstream } from "@/e2e/upstreams/scripted-upstream";

const hello = delta({ role: "assistant", content: "Hello" });
const upstream = createScriptedUpstream();

afterEach(upstream.close);

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
    const seen = await upstream.ask((reply) => reply.reset());
    expect(seen.exchange.fault).toMatchObject({ code: "connection_lost", status: null });
  });
});

test("a server that closes all its kept connections as they are used again loses no request", async () => {
  const ports = new Set<number>();
  const server = await startRawUpstream((reply) => {
    const { remotePort } = reply.request;
    if (ports.has(remotePort)) return reply.reset();
    ports.add(remotePort);
    reply.end(events(hello, finish(), done));
  });
  const ask = () => askThroughWire({ baseUrl: server.baseUrl });
  await Promise.all(Array.from({ length: 6 }, ask));
  // Their connections are kept from here on, all of them as good as closed.
  const seen = await ask();
  await server.close();
  expect(seen).toMatchObject({ text: "Hello", errors: [] });
});

describe("redirects", () => {
  test("one within the origin is followed, with key and body", async () => {
    const seen = await upstream.ask((reply) => {
      if (reply.index > 0) return reply.end(events(hello, finish(), done));
      reply.head(308, { location: "/v1/chat/completions/" });
      reply.end("moved");
    });
    expect(seen).toMatchObject({ text: "Hello", errors: [] });
    expect(upstream.requests()[1]).toMatchObject({
      method: "POST",
      path: "/v1/chat/completions/",
      body: upstream.requests()[0]?.body,
    });
    expect(upstream.requests()[1]?.headers.authorization).toBe("Bearer acme-secret-key-1");
  });

  test("one to another origin is not followed: neither key nor prompt goes there", async () => {
    const stranger = await startRawUpstream((reply) => reply.end(events(hello, finish(), done)));
    const seen = await upstream.ask((reply) => {
      reply.head(307, { location: `${stranger.baseUrl}/chat/completions` });
      reply.end();
    });
    expect(stranger.requests).toHaveLength(0);
    expect(seen.text).toBe("");
    expect(seen.exchange.fault).toMatchObject({ code: "not_a_stream", status: 307 });
    expect(seen.exchange.fault?.providerMessage).toContain(stranger.baseUrl);
    await stranger.close();
  });

  test("a circle of redirects ends", async () => {
    const seen = await upstream.ask((reply) => {
      reply.head(307, { location: "/v1/chat/completions" });
      reply.end();
    });
    expect(seen.exchange.fault).toMatchObject({ code: "not_a_stream", status: 307 });
    expect(upstream.requests()).toHaveLength(6);
  });
});

describe("what goes out", () => {
  test("the request goes out untouched and is recorded", async () => {
    const seen = await upstream.ask((reply) => reply.end(events(hello, finish(), done)), {
      model: "Qwen/Qwen3-235B",
    });
    const request = upstream.requests()[0];
    expect(request).toMatchObject({ method: "POST", path: "/v1/chat/completions" });
    expect(request?.headers.authorization).toBe("Bearer acme-secret-key-1");
    expect(JSON.parse(request?.body ?? "")).toMatchObject({
      model: "Qwen/Qwen3-235B",
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(seen.exchange.requestBody).toBe(request?.body);
    expect(seen.exchange.url).toBe(`${upstream.baseUrl()}/chat/completions`);
    expect(seen.exchange.requestHeaders.authorization).toBe("Bearer [masked]");
  });

  test("connections serve more than one request when streams end well", async () => {
    const sockets = new Set<unknown>();
    await upstream.ask((reply) => {
      sockets.add(reply.request.remotePort);
      reply.end(events(hello, finish(), done));
    });
    for (let turn = 0; turn < 7; turn++) await askThroughWire({ baseUrl: upstream.baseUrl() });
    // The next request may begin before the last one's connection is free, so there can be two.
    expect(sockets.size).toBeLessThanOrEqual(2);
  });
});
