import { afterEach, describe, expect, test } from "vitest";
import { delta, done, events, finish } from "@/e2e/upstreams/ask-through-wire";
import { createScriptedUpstream } from "@/e2e/upstreams/scripted-upstream";

const hello = delta({ role: "assistant", content: "Hello" });
const upstream = createScriptedUpstream();

afterEach(upstream.close);

describe("timeouts", () => {
  const timeouts = { headersMs: 300, firstTokenMs: 300, idleMs: 300, totalMs: 5000 };

  test("no headers", async () => {
    const seen = await upstream.ask(() => {}, { timeouts });
    expect(seen.exchange.fault).toMatchObject({ code: "headers_timeout", status: null });
    expect(seen).toMatchObject({ text: "", errors: ["Acme did not respond."] });
    expect(await upstream.closedAfter()).toBeLessThan(500);
  });

  test("headers, and keep-alives, but no first token", async () => {
    const seen = await upstream.ask(
      async (reply) => {
        for (let beat = 0; beat < 100; beat++) {
          await reply.write(": keep-alive\n\n");
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      },
      { timeouts: { ...timeouts, idleMs: 2000 } },
    );
    expect(seen.exchange.fault).toMatchObject({ code: "first_token_timeout", status: 200 });
    expect(await upstream.closedAfter()).toBeLessThan(500);
  });

  test("silence in the middle keeps the text", async () => {
    const seen = await upstream.ask((reply) => reply.event(hello), { timeouts });
    expect(seen).toMatchObject({
      text: "Hello",
      finishReason: "error",
      exchange: { fault: { code: "idle_timeout" } },
    });
    expect(await upstream.closedAfter()).toBeLessThan(500);
  });

  test("keep-alives in the middle count as life", async () => {
    const seen = await upstream.ask(
      async (reply) => {
        await reply.event(hello);
        for (let beat = 0; beat < 20; beat++) {
          await reply.write(": keep-alive\n\n");
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        reply.end(events(finish(), done));
      },
      { timeouts: { ...timeouts, idleMs: 600 } },
    );
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop", exchange: { fault: null } });
  });

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

  test("the whole answer takes too long", async () => {
    const seen = await upstream.ask(
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
    expect(await upstream.closedAfter()).toBeLessThan(500);
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
