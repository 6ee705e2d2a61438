import { setImmediate } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { delta, events, finish } from "@/e2e/upstreams/ask-through-wire";
import { testProvider, testTimeouts } from "@/e2e/upstreams/create-test-models";
import { type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import { createWireFetch } from "./create-wire-fetch";
import type { WireExchange } from "./exchange";
import { createMask } from "./mask-secrets";

let upstream: RawUpstream | undefined;

afterEach(async () => {
  await upstream?.close();
  upstream = undefined;
});

async function open(init: RequestInit = {}) {
  const exchanges: WireExchange[] = [];
  const wireFetch = createWireFetch({
    provider: testProvider,
    timeouts: testTimeouts,
    mask: createMask([]),
    mergeWindowMs: 0,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const body = JSON.stringify({ model: "m", stream: true });
  const response = await wireFetch(`${upstream?.baseUrl}/chat/completions`, {
    method: "POST",
    body,
    ...init,
  });
  return { reader: response.body?.getReader(), exchange: exchanges[0] };
}

/** As good as endless: without a reader that holds it back it ends before the memory does. */
const mostEvents = 2000;
const endless = () =>
  startRawUpstream(async (reply) => {
    const event = events(delta({ content: "x".repeat(64_000) }));
    for (written = 0; !reply.isClosed() && written < mostEvents; written++) {
      await Promise.race([reply.write(event), reply.request.closed]);
      // A write that succeeds at once must not keep the process from everything else.
      await setImmediate();
    }
  });
let written = 0;

test("a consumer that does not read holds the upstream back", async () => {
  upstream = await endless();
  const { reader } = await open();
  for (let read = 0; read < 3; read++) await reader?.read();
  // Wait until the buffers on the way are full: then nothing more is written.
  let before = -1;
  while (before !== written) {
    before = written;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  expect(written * 64_000).toBeLessThan(16_000_000);
});

test("a consumer that cancels closes the upstream at once", async () => {
  upstream = await endless();
  const { reader, exchange } = await open();
  await reader?.read();
  const cancelledAt = performance.now();
  await reader?.cancel();
  expect(((await upstream.requests[0]?.closed) ?? Number.NaN) - cancelledAt).toBeLessThan(500);
  expect(exchange).toMatchObject({ fault: null, endedAt: expect.any(Number) });
});

test("a consumer that aborts gets its own reason, before and during the answer", async () => {
  upstream = await startRawUpstream(async (reply) => {
    if (reply.index > 0) await reply.event(delta({ content: "Hello" }));
  });
  const early = new AbortController();
  const waiting = open({ signal: early.signal });
  await expect.poll(() => upstream?.requests.length).toBe(1);
  early.abort(new Error("changed my mind"));
  await expect(waiting).rejects.toThrow("changed my mind");

  const late = new AbortController();
  const { reader } = await open({ signal: late.signal });
  await reader?.read();
  late.abort(new Error("enough"));
  await expect(reader?.read()).rejects.toThrow("enough");

  await expect(open({ signal: AbortSignal.abort(new Error("never mind")) })).rejects.toThrow("never mind");
  expect(upstream.requests).toHaveLength(2);
});

test("all of several choices pass where they were asked for", async () => {
  upstream = await startRawUpstream((reply) =>
    reply.end(
      events(
        {
          choices: [
            { index: 1, delta: { content: "Bon" } },
            { index: 0, delta: { content: "Hel" } },
          ],
        },
        { choices: [{ index: 0, delta: { content: "lo" } }] },
        { choices: [{ index: 1, delta: { content: "jour" }, finish_reason: "length" }] },
        finish(),
      ),
    ),
  );
  const wireFetch = createWireFetch({
    provider: testProvider,
    timeouts: testTimeouts,
    mask: createMask([]),
    mergeWindowMs: 0,
    choices: "all",
    onExchange: () => {},
  });
  const body = JSON.stringify({ model: "m", stream: true, n: 2 });
  const response = await wireFetch(`${upstream.baseUrl}/chat/completions`, { method: "POST", body });
  const chunks = [...(await response.text()).matchAll(/^data: (\{.*\})$/gm)].map(([, json]) =>
    JSON.parse(json ?? ""),
  );
  const choices = chunks.flatMap((chunk) => chunk.choices);
  const textOf = (index: number) =>
    choices
      .filter((choice) => choice.index === index)
      .map((choice) => choice.delta.content ?? "")
      .join("");
  expect([textOf(0), textOf(1)]).toEqual(["Hello", "Bonjour"]);
  expect(choices.filter((choice) => choice.finish_reason !== null)).toMatchObject([
    { index: 1, finish_reason: "length" },
    { index: 0, finish_reason: "stop" },
  ]);
});
