import { describe, expect, test } from "vitest";
import { askThroughWire, events, replying } from "@/e2e/upstreams/ask-through-wire";

const ask = (body: string | string[], options: Parameters<typeof askThroughWire>[0] = {}) =>
  askThroughWire({ transport: replying(body), ...options });

describe("odd chunks", () => {
  test("__proto__ is read safely and pollutes nothing", async () => {
    const body = events(
      '{"__proto__":{"polluted":1},"choices":[{"index":0,"delta":{"__proto__":{"polluted":1},"content":"Hello"}}]}',
      '{"choices":[{"delta":{},"finish_reason":"stop"}],"constructor":{"prototype":{"polluted":1}}}',
    );
    const seen = await ask(body);
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop", errors: [] });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("nothing but unreadable lines is an unreadable answer", async () => {
    expect((await ask("data: {oops\n\ndata: {again\n\n")).exchange.fault?.code).toBe("unreadable");
  });
});
