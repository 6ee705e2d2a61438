import { describe, expect, test } from "vitest";
import { askThroughWire, delta, done, events, finish, replying } from "@/e2e/upstreams/ask-through-wire";

const ask = (body: string | string[], options: Parameters<typeof askThroughWire>[0] = {}) =>
  askThroughWire({ transport: replying(body), ...options });
const hello = [delta({ role: "assistant", content: "Hel" }), delta({ content: "lo" })];

describe("finish reasons", () => {
  test.each([
    ["tool_use", "tool_calls", "tool-calls"],
    ["tool_call", "tool_calls", "tool-calls"],
    ["tool_calling", "tool_calls", "tool-calls"],
    ["function_call", "tool_calls", "tool-calls"],
    ["eos", "stop", "stop"],
    ["STOP", "stop", "stop"],
    ["end_turn", "stop", "stop"],
    ["max_tokens", "length", "length"],
    ["MAX_TOKENS", "length", "length"],
    ["SAFETY", "content_filter", "content-filter"],
    ["purple", "purple", "other"],
  ])("%s means %s", async (given, normalised, unified) => {
    const seen = await ask(events(...hello, finish(given), done));
    expect(seen).toMatchObject({
      text: "Hello",
      finishReason: unified,
      exchange: { finishReason: normalised, fault: null },
    });
  });

  test("a server that writes an empty reason in every chunk and ends with [DONE] has stopped", async () => {
    const chunks = ["Hel", "lo"].map((content) =>
      delta({}, { choices: [{ index: 0, delta: { content }, finish_reason: "" }] }),
    );
    const seen = await ask(events(...chunks, done));
    expect(seen).toMatchObject({
      text: "Hello",
      finishReason: "stop",
      exchange: { finishReason: "stop", fault: null },
    });
  });

  test("an unknown reason is told", async () => {
    const seen = await ask(events(...hello, finish("purple"), done));
    expect(seen.exchange.notices).toEqual([
      "The provider gave a reason for ending that is not known here: purple.",
    ]);
    expect((await ask(events(...hello, finish("eos"), done))).exchange.notices).toEqual([]);
  });

  test("the reason error is a failure", async () => {
    const seen = await ask(events(...hello, finish("error"), done));
    expect(seen.exchange.fault?.code).toBe("provider_failed");
    expect(seen.text).toBe("Hello");
  });
});
