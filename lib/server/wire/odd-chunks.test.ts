import { describe, expect, test } from "vitest";
import {
  askThroughWire,
  delta,
  done,
  events,
  finish,
  replying,
  usage,
} from "@/e2e/upstreams/ask-through-wire";

const ask = (body: string | string[], options: Parameters<typeof askThroughWire>[0] = {}) =>
  askThroughWire({ transport: replying(body), ...options });
const hello = [delta({ role: "assistant", content: "Hel" }), delta({ content: "lo" })];

describe("odd chunks", () => {
  test('"error": null is ignored', async () => {
    const seen = await ask(
      events(...hello.map((chunk) => ({ ...chunk, error: null })), finish("stop", { error: null })),
    );
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop", errors: [] });
  });

  test('role "model", created as text and id as number are read', async () => {
    const odd = { ...delta({ role: "model", content: "Hello" }), created: "1790000000", id: 17 };
    expect(await ask(events(odd, finish()))).toMatchObject({ text: "Hello", errors: [] });
  });

  test("of two choices the first makes the text", async () => {
    const both = (a: string, b: string) => ({
      choices: [
        { index: 1, delta: { content: b } },
        { index: 0, delta: { content: a } },
      ],
    });
    const other = { choices: [{ index: 1, delta: { content: "!" }, finish_reason: "stop" }] };
    const seen = await ask(events(both("Hel", "Bon"), both("lo", "jour"), other, finish()));
    expect(seen.text).toBe("Hello");
  });

  test("__proto__ is read safely and pollutes nothing", async () => {
    const body = events(
      '{"__proto__":{"polluted":1},"choices":[{"index":0,"delta":{"__proto__":{"polluted":1},"content":"Hello"}}]}',
      '{"choices":[{"delta":{},"finish_reason":"stop"}],"constructor":{"prototype":{"polluted":1}}}',
    );
    const seen = await ask(body);
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop", errors: [] });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("one unreadable line between good ones is flagged, and nothing else is lost", async () => {
    const seen = await ask(
      `${events(hello[0])}data: {"choices":[{"delta":{"cont\n\n${events(hello[1], finish(), usage, done)}`,
    );
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop", errors: [] });
    expect(seen.exchange).toMatchObject({ fault: null, notices: ["1 unreadable line was skipped."] });
  });

  test("nothing but unreadable lines is an unreadable answer", async () => {
    expect((await ask("data: {oops\n\ndata: {again\n\n")).exchange.fault?.code).toBe("unreadable");
  });

  test("an event of more than 1 MB is refused", async () => {
    const piece = "x".repeat(65_536);
    const seen = await ask([
      ...[events(...hello), 'data: {"choices":[{"delta":{"content":"'],
      ...Array.from({ length: 17 }, () => piece),
    ]);
    expect(seen).toMatchObject({ text: "Hello", exchange: { fault: { code: "too_large" } } });
  });
});
