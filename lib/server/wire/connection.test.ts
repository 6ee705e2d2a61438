import { afterEach, describe, expect, test } from "vitest";
import { delta, done, events, finish } from "@/e2e/upstreams/ask-through-wire";
import { createScriptedUpstream, msTo } from "@/e2e/upstreams/scripted-upstream";

const hello = delta({ role: "assistant", content: "Hello" });
const upstream = createScriptedUpstream();

afterEach(upstream.close);

describe.each([0, 33])("with a merge window of %i ms", (mergeWindowMs) => {
  test("a connection cut in the middle keeps the text and is one error", async () => {
    const seen = await upstream.ask(
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
    const seen = await upstream.ask(
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
    const seen = await upstream.ask(
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
    const seen = await upstream.ask(
      async (reply) => {
        await reply.write(events(hello, finish(), done));
      },
      { mergeWindowMs },
    );
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop", errors: [] });
    expect(msTo(seen.exchange.endedAt, seen)).toBeLessThan(1000);
    expect(await upstream.closedAfter()).toBeLessThan(500);
  });

  test("a stop before the first token closes the connection", async () => {
    const stop = new AbortController();
    const asking = upstream.ask(() => {}, { signal: stop.signal, mergeWindowMs });
    await expect.poll(() => upstream.requests()[0]?.body).toBeTruthy();
    const stoppedAt = performance.now();
    stop.abort();
    const seen = await asking;
    expect(await upstream.closedAfter(stoppedAt)).toBeLessThan(500);
    expect(seen.exchange.fault).toBeNull();
    expect(seen.exchange.endedAt).not.toBeNull();
  });

  test("a stop in the middle closes the connection and keeps the text", async () => {
    const stop = new AbortController();
    let stoppedAt = 0;
    const seen = await upstream.ask(
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
    expect(await upstream.closedAfter(stoppedAt)).toBeLessThan(500);
  });
});
