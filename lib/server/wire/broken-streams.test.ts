import { describe, expect, test } from "vitest";
import {
  askThroughWire,
  delta,
  done,
  events,
  finish,
  replying,
  usage,
  weatherTools,
} from "@/e2e/upstreams/ask-through-wire";

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

describe("reasoning", () => {
  test("reasoning_details become reasoning", async () => {
    const details = (text: string) => delta({ reasoning_details: [{ type: "reasoning.text", text }] });
    const seen = await ask(events(details("Let me "), details("see."), ...hello, finish()));
    expect(seen).toMatchObject({ reasoning: "Let me see.", text: "Hello", errors: [] });
  });

  test("reasoning as an object becomes reasoning", async () => {
    const seen = await ask(events(delta({ reasoning: { content: "Let me see." } }), ...hello, finish()));
    expect(seen).toMatchObject({ reasoning: "Let me see.", text: "Hello", errors: [] });
  });

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

  test("a <think> that the answer is about stays in the text", async () => {
    const text = "Write <think> before and </think> after.";
    expect(await ask(events(delta({ content: text }), finish()))).toMatchObject({ text, reasoning: "" });
  });

  test("a lone </think> stays in the text of an ordinary model", async () => {
    const text = "One </think> two";
    expect(await ask(events(delta({ content: text }), finish()))).toMatchObject({ text, reasoning: "" });
  });

  test("a lone </think> ends the reasoning of a model that opens inside it", async () => {
    const body = events(
      delta({ content: "I should greet.</th" }),
      delta({ content: "ink>\nHello" }),
      finish(),
    );
    const seen = await ask(body, { opensInReasoning: true });
    expect(seen).toMatchObject({ reasoning: "I should greet.", text: "Hello" });
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

describe("tool calls", () => {
  const call = { name: "weather", input: { city: "Ulm" } };
  const asked = (...chunks: unknown[]) => ask(events(...chunks), { tools: weatherTools });
  const calls = (...list: unknown[]) => delta({ tool_calls: list });

  test("arguments as an object are read", async () => {
    const seen = await asked(
      calls({ index: 0, id: "a", function: { name: "weather", arguments: { city: "Ulm" } } }),
      finish("tool_calls"),
    );
    expect(seen).toMatchObject({ toolCalls: [call], finishReason: "tool-calls", errors: [] });
  });

  test("arguments of null mean none", async () => {
    const seen = await asked(
      calls({ index: 0, id: "a", function: { name: "weather", arguments: null } }),
      finish("tool_calls"),
    );
    expect(seen).toMatchObject({ toolCalls: [{ name: "weather", input: {} }], errors: [] });
  });

  test("a delta whose function is null waits for the next one", async () => {
    const seen = await asked(
      calls({ index: 0, id: "a", function: null }),
      calls({ index: 0, function: { name: "weather", arguments: '{"city":"Ulm"}' } }),
      finish("tool_calls"),
    );
    expect(seen).toMatchObject({ toolCalls: [call], errors: [] });
  });

  test("a legacy function_call is a tool call", async () => {
    const seen = await asked(
      delta({ function_call: { name: "weather", arguments: '{"ci' } }),
      delta({ function_call: { arguments: 'ty":"Ulm"}' } }),
      finish("function_call"),
    );
    expect(seen).toMatchObject({ toolCalls: [call], finishReason: "tool-calls", errors: [] });
  });

  test("a call that never gets a name is left out, with a notice", async () => {
    const seen = await asked(calls({ index: 0, id: "a", function: { arguments: "{}" } }), ...hello, finish());
    expect(seen).toMatchObject({ toolCalls: [], text: "Hello", errors: [] });
    expect(seen.exchange.notices).toEqual(["1 tool call without a name was left out."]);
  });

  test("two calls under one index are two calls", async () => {
    const seen = await asked(
      calls({ index: 0, id: "a", function: { name: "weather", arguments: '{"city":"Ulm"}' } }),
      calls({ index: 0, id: "b", function: { name: "weather", arguments: '{"city":"Bonn"}' } }),
      finish("tool_calls"),
    );
    expect(seen.toolCalls).toEqual([call, { name: "weather", input: { city: "Bonn" } }]);
  });

  test("two calls without index or id are two calls", async () => {
    const seen = await asked(
      calls(
        { function: { name: "weather", arguments: '{"city":"Ulm"}' } },
        { function: { name: "weather", arguments: '{"city":"Bonn"}' } },
      ),
      finish("tool_calls"),
    );
    expect(seen.toolCalls).toEqual([call, { name: "weather", input: { city: "Bonn" } }]);
  });
});

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

  test("the reason error is a failure", async () => {
    const seen = await ask(events(...hello, finish("error"), done));
    expect(seen.exchange.fault?.code).toBe("provider_failed");
    expect(seen.text).toBe("Hello");
  });
});

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

  test("a completion without a finish reason is complete: it came whole", async () => {
    const body = JSON.stringify({ choices: [{ message: { content: "Hello" } }] });
    expect(await ask(body)).toMatchObject({ text: "Hello", finishReason: "stop", exchange: { fault: null } });
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

  test("a JSON value a line is read as chunks", async () => {
    const lines = [...hello, finish()].map((chunk) => JSON.stringify(chunk)).join("\n");
    expect(await ask(`${lines}\n`)).toMatchObject({ text: "Hello", finishReason: "stop", errors: [] });
  });

  test("a JSON list of chunks is read", async () => {
    expect(await ask(JSON.stringify([...hello, finish()]))).toMatchObject({
      text: "Hello",
      finishReason: "stop",
    });
  });

  test("message instead of delta is read", async () => {
    const chunks = ["Hel", "lo"].map((content) => ({
      choices: [{ index: 0, message: { content }, finish_reason: null }],
    }));
    expect(await ask(events(...chunks, finish()))).toMatchObject({ text: "Hello", finishReason: "stop" });
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
