import { describe, expect, test } from "vitest";
import { askThroughWire, delta, events, finish, replying } from "@/e2e/upstreams/ask-through-wire";

const ask = (body: string | string[], options: Parameters<typeof askThroughWire>[0] = {}) =>
  askThroughWire({ transport: replying(body), ...options });
const hello = [delta({ role: "assistant", content: "Hel" }), delta({ content: "lo" })];

describe("reasoning", () => {
  test("reasoning that comes in two fields at once is not doubled", async () => {
    const both = delta({ reasoning: "Hm.", reasoning_details: [{ type: "reasoning.text", text: "Hm." }] });
    expect((await ask(events(both, ...hello, finish()))).reasoning).toBe("Hm.");
  });

  test("<think> at the start becomes reasoning wherever its tags are split", async () => {
    const whole = "<think>\nI should greet.</think>\n\nHello, <b>you</b>!";
    for (let cut = 1; cut < whole.length; cut++) {
      const seen = await ask(
        events(delta({ content: whole.slice(0, cut) }), delta({ content: whole.slice(cut) }), finish()),
      );
      expect(seen).toMatchObject({ reasoning: "I should greet.", text: "Hello, <b>you</b>!" });
    }
  });

  test("a plain answer of a model that opens inside its reasoning is not swallowed", async () => {
    const seen = await ask(events(...hello, finish()), { opensInReasoning: true });
    expect(seen).toMatchObject({ text: "Hello", finishReason: "stop" });
  });

  test("a model that opens inside its reasoning may also be read by a server that marks it", async () => {
    const body = events(delta({ reasoning_content: "Hm." }), ...hello, finish());
    const seen = await ask(body, { opensInReasoning: true });
    expect(seen).toMatchObject({ reasoning: "Hm.", text: "Hello" });
  });
});
