import { describe, expect, test } from "vitest";
import {
  askThroughWire,
  delta,
  events,
  finish,
  replying,
  weatherTools,
} from "@/e2e/upstreams/ask-through-wire";

const ask = (body: string | string[], options: Parameters<typeof askThroughWire>[0] = {}) =>
  askThroughWire({ transport: replying(body), ...options });
const hello = [delta({ role: "assistant", content: "Hel" }), delta({ content: "lo" })];

describe("answers in another form than a stream", () => {
  const completion = {
    id: "c",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: "Hello", reasoning_content: "Hm." },
        finish_reason: "stop",
      },
    ],
    usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
  };
  const json = { "content-type": "application/json" };

  test.each([
    JSON.stringify(completion),
    JSON.stringify(completion, null, 2),
    `${JSON.stringify(completion)}\n`,
  ])("a JSON completion becomes a delta and a finish (%#)", async (body) => {
    const seen = await askThroughWire({ transport: replying(body, { headers: json }) });
    expect(seen).toMatchObject({ text: "Hello", reasoning: "Hm.", finishReason: "stop", errors: [] });
    expect(seen.exchange.usage).toMatchObject({ inputTokens: 3, outputTokens: 2 });
  });

  test("a completion with tool calls is read", async () => {
    const message = {
      role: "assistant",
      content: null,
      tool_calls: [{ id: "a", type: "function", function: { name: "weather", arguments: '{"city":"Ulm"}' } }],
    };
    const seen = await ask(JSON.stringify({ choices: [{ message, finish_reason: "tool_calls" }] }), {
      tools: weatherTools,
    });
    expect(seen.toolCalls).toEqual([{ name: "weather", input: { city: "Ulm" } }]);
  });

  test("a JSON list of chunks is read", async () => {
    expect(await ask(JSON.stringify([...hello, finish()]))).toMatchObject({
      text: "Hello",
      finishReason: "stop",
    });
  });

  test("message instead of delta, cut off, is incomplete", async () => {
    const chunks = ["Hel", "lo"].map((content) => ({
      choices: [{ index: 0, message: { content }, finish_reason: null }],
    }));
    expect((await ask(events(...chunks))).exchange.fault?.code).toBe("ended_early");
  });

  test("Ollama's own lines are read", async () => {
    const lines = [
      { model: "m", message: { role: "assistant", content: "Hel" }, done: false },
      { model: "m", message: { role: "assistant", content: "lo" }, done: false },
      {
        model: "m",
        message: { content: "" },
        done: true,
        done_reason: "stop",
        prompt_eval_count: 8,
        eval_count: 2,
      },
    ];
    const seen = await ask(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    expect(seen).toMatchObject({
      text: "Hello",
      finishReason: "stop",
      exchange: { usage: { inputTokens: 8, outputTokens: 2 } },
    });
  });
});
