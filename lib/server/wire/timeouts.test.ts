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
import type { RawReply } from "@/e2e/upstreams/raw-upstream";
import { createScriptedUpstream, msTo } from "@/e2e/upstreams/scripted-upstream";

const hello = delta({ role: "assistant", content: "Hello" });
const upstream = createScriptedUpstream();

afterEach(upstream.close);

const timeouts = { headersMs: 300, firstTokenMs: 300, idleMs: 300, totalMs: 5000 };
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The two ways to ask, and what their answers look like in pieces. */
const ways = [
  {
    way: "a stream",
    ask: askDirectly,
    head: { "content-type": "text/event-stream" },
    beginning: events(hello),
    rest: events(finish(), done),
    sign: ": keep-alive\n\n",
    headersMs: timeouts.headersMs,
  },
  {
    way: "one reply",
    ask: generateThroughWire,
    head: { "content-type": "application/json" },
    beginning: '{"choices":[{"index":0,"message":{"content":"Hello"}',
    rest: ',"finish_reason":"stop"}]}',
    sign: " ",
    headersMs: timeouts.headersMs + timeouts.firstTokenMs,
  },
];

describe.each(ways)("of $way", ({ ask, head, beginning, rest, sign, headersMs }) => {
  const server = createScriptedUpstream(ask);
  afterEach(server.close);

  /** Sends the head and `first`, then a sign of life every 40 ms. */
  const beat = (first: string, beats: number) => async (reply: RawReply) => {
    reply.head(200, head);
    if (first !== "") await reply.write(first);
    for (let time = 0; time < beats && !reply.isClosed(); time++) {
      await reply.write(sign);
      await wait(40);
    }
  };

  /** It ended by this fault, when it was due, once, and the upstream's connection was closed. */
  const expectEnd = async (seen: SeenAnswer, fault: { code: string; text: string; dueMs: number }) => {
    expect(seen).toMatchObject({ text: fault.text, exchange: { fault: { code: fault.code } } });
    expect(msTo(seen.exchange.endedAt, seen)).toBeGreaterThan(fault.dueMs - 30);
    expect(msTo(seen.exchange.endedAt, seen)).toBeLessThan(fault.dueMs + 700);
    expect(await server.closedAfter()).toBeLessThan(500);
  };

  test("no headers", async () => {
    const seen = await server.ask(() => {}, { timeouts });
    await expectEnd(seen, { code: "headers_timeout", text: "", dueMs: headersMs });
    expect(seen.errors).toEqual(["Acme did not respond."]);
  });

  test.each([
    ["nothing", 0],
    ["signs of life", 100],
  ])("headers and %s, but no first token", async (_, beats) => {
    const seen = await server.ask(beat("", beats), { timeouts: { ...timeouts, idleMs: 2000 } });
    await expectEnd(seen, { code: "first_token_timeout", text: "", dueMs: timeouts.firstTokenMs });
  });

  test("silence in the middle keeps the text", async () => {
    const patient = { ...timeouts, firstTokenMs: 2000 };
    const seen = await server.ask(beat(beginning, 0), { timeouts: patient });
    await expectEnd(seen, { code: "idle_timeout", text: "Hello", dueMs: timeouts.idleMs });
    expect(seen.finishReason).toBe("error");
  });

  test("signs of life in the middle are no silence", async () => {
    const patient = { ...timeouts, firstTokenMs: 5000, idleMs: 500 };
    const seen = await server.ask(
      async (reply) => {
        await beat(beginning, 20)(reply);
        reply.end(rest);
      },
      { timeouts: patient },
    );
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop", exchange: { fault: null } });
  });

  test("an answer that drips for ever keeps the text", async () => {
    const patient = { ...timeouts, firstTokenMs: 2000, totalMs: 600 };
    const seen = await server.ask(beat(beginning, 100), { timeouts: patient });
    await expectEnd(seen, { code: "total_timeout", text: "Hello", dueMs: 600 });
  });

  test("a whole answer whose connection stays open is whole", async () => {
    const seen = await server.ask(beat(beginning + rest, 0), { timeouts });
    expect(seen).toMatchObject({
      text: "Hello",
      finishReason: "stop",
      errors: [],
      exchange: { fault: null },
    });
    expect(msTo(seen.exchange.endedAt, seen)).toBeLessThan(timeouts.idleMs + 700);
    expect(await server.closedAfter()).toBeLessThan(500);
  });
});

describe("in doubt", () => {
  test("a process that was held up reads what lies ready before it calls that silence", async () => {
    const seen = await upstream.ask(
      async (reply) => {
        await reply.event(hello);
        await new Promise((resolve) => setTimeout(resolve, 50));
        reply.end(events(delta({ content: " again" }), finish(), done));
        const until = performance.now() + timeouts.idleMs + 100;
        while (performance.now() < until);
      },
      { timeouts },
    );
    expect(seen).toMatchObject({ text: "Hello again", finishReason: "stop", exchange: { fault: null } });
  });

  test("silence after the finish reason is waited for briefly and is no fault", async () => {
    const seen = await upstream.ask((reply) => reply.write(events(hello, finish())), { timeouts });
    expect(seen).toMatchObject({
      text: "Hello",
      finishReason: "stop",
      errors: [],
      exchange: { fault: null },
    });
    expect(await upstream.closedAfter()).toBeLessThan(500);
  });

  test("an error body that never ends", async () => {
    const seen = await upstream.ask(
      async (reply) => {
        reply.head(500, { "content-type": "application/json" });
        await reply.write('{"error":{"mess');
      },
      { timeouts },
    );
    expect(seen.exchange.fault).toMatchObject({ code: "provider_failed", status: 500 });
  });
});
