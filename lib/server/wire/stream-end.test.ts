import { describe, expect, test } from "vitest";
import { askThroughWire, delta, done, events, finish, replying } from "@/e2e/upstreams/ask-through-wire";

const ask = (body: string | string[], options: Parameters<typeof askThroughWire>[0] = {}) =>
  askThroughWire({ transport: replying(body), ...options });
const hello = [delta({ role: "assistant", content: "Hel" }), delta({ content: "lo" })];

describe("the end of a stream", () => {
  test("a last event without a blank line after it is delivered", async () => {
    const seen = await ask(`${events(...hello)}data: ${JSON.stringify(finish("stop"))}`);
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop", errors: [] });
    expect(seen.exchange.fault).toBeNull();
  });

  test.each([" [DONE] ", "[DONE]\t", "[done]"])("%j ends the stream", async (word) => {
    const seen = await ask(events(...hello, finish(), word));
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop", errors: [] });
  });

  test("data after [DONE] is not appended", async () => {
    const seen = await ask(events(...hello, finish(), done, delta({ content: " and more" })));
    expect(seen.text).toBe("Hello");
  });

  test("an end without a finish reason is incomplete, and its text is kept", async () => {
    const seen = await ask(events(...hello));
    expect(seen).toMatchObject({ text: "Hello", finishReason: "error" });
    expect(seen.errors).toHaveLength(1);
    expect(seen.exchange).toMatchObject({ finishReason: null, fault: { code: "ended_early" } });
  });

  test("an end in the middle of an event is incomplete, and the text before it is kept", async () => {
    const seen = await ask(`${events(...hello)}data: {"choices":[{"delta":{"cont`);
    expect(seen.text).toBe("Hello");
    expect(seen.exchange.fault?.code).toBe("ended_early");
  });

  test("[DONE] without a finish reason is incomplete", async () => {
    const seen = await ask(events(...hello, done));
    expect(seen.exchange.fault?.code).toBe("ended_early");
  });

  test.each([
    "",
    "\n\n",
    events(done),
    ": keep-alive\n\n",
    events(delta({ role: "assistant", content: "" })),
  ])("a body of %j is an answer of nothing", async (body) => {
    const seen = await ask(body);
    expect(seen).toMatchObject({ text: "", finishReason: "error" });
    expect(seen.errors[0]).toContain("answered with nothing");
    expect(seen.exchange.fault?.code).toBe("empty_answer");
  });

  test("events on neighbouring lines, without blank lines, are all read", async () => {
    const lines = [...hello, finish()].map((chunk) => `data: ${JSON.stringify(chunk)}\n`).join("");
    const seen = await ask(`${lines}data: [DONE]\n`);
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop" });
  });
});
