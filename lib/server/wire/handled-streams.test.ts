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

const ask = (body: string | (string | Uint8Array)[], options: Parameters<typeof askThroughWire>[0] = {}) =>
  askThroughWire({ transport: replying(body), ...options });
const hello = [delta({ role: "assistant", content: "Hel" }), delta({ content: "lo" })];
const whole = events(...hello, finish(), usage, done);
const asHello = { text: "Hello", finishReason: "stop", errors: [] };
const lines = (stream: string, end: string) => stream.replaceAll("\n", end);

describe("what already worked stays so", () => {
  test("comments and keep-alives are passed over", async () => {
    expect(await ask(`: hi\n\n:\n\n${whole.replace("\n\n", "\n\n: keep-alive\n\n")}`)).toMatchObject(asHello);
  });

  test.each([
    ["CRLF", "\r\n"],
    ["CR", "\r"],
    ["LF", "\n"],
  ])("lines may end with %s", async (_, end) => {
    expect(await ask(lines(whole, end))).toMatchObject(asHello);
  });

  test("bytes may be split anywhere, also inside a character", async () => {
    const bytes = new TextEncoder().encode(events(delta({ content: "Köln 🚆" }), finish()));
    expect(await ask([...bytes].map((byte) => Uint8Array.of(byte)))).toMatchObject({
      ...asHello,
      text: "Köln 🚆",
    });
  });

  test("data: needs no space after it", async () => {
    expect(await ask(whole.replaceAll("data: ", "data:"))).toMatchObject(asHello);
  });

  test("a byte order mark is passed over", async () => {
    expect(await ask(`\uFEFF${whole}`)).toMatchObject(asHello);
  });

  test("event, id and retry lines are passed over", async () => {
    expect(await ask(whole.replaceAll("data: ", "event: message\nid: 7\nretry: 10\ndata: "))).toMatchObject(
      asHello,
    );
  });

  test("data over several lines is one event", async () => {
    const pretty = JSON.stringify(delta({ content: "Hello" }), null, 1).replaceAll("\n", "\ndata: ");
    expect(await ask(`data: ${pretty}\n\n${events(finish())}`)).toMatchObject(asHello);
  });

  test.each<Record<string, string>>([
    {},
    { "content-type": "text/plain" },
    { "content-type": "application/json" },
  ])("the content type may be %j", async (headers) => {
    expect(await askThroughWire({ transport: replying(whole, { headers }) })).toMatchObject(asHello);
  });

  test("[DONE] may be missing", async () => {
    expect(await ask(events(...hello, finish()))).toMatchObject(asHello);
  });

  test("usage may come with empty choices, or in every chunk", async () => {
    const counted = (count: number) => ({
      usage: { prompt_tokens: 11, completion_tokens: count, total_tokens: 11 + count },
    });
    const seen = await ask(
      events({ ...hello[0], ...counted(1) }, { ...hello[1], ...counted(2) }, finish("stop", counted(7))),
    );
    expect(seen).toMatchObject(asHello);
    expect(seen.exchange.usage).toEqual({
      inputTokens: 11,
      outputTokens: 7,
      cachedInputTokens: null,
      reasoningTokens: null,
    });
    expect((await ask(whole)).exchange.usage).toMatchObject({ inputTokens: 11, outputTokens: 7 });
  });

  test("extra fields are passed over", async () => {
    const extra = {
      ...delta({ content: "Hello", logits: [1], audio: null }),
      citations: ["a"],
      obfuscation: "xx",
    };
    expect(await ask(events(extra, finish()))).toMatchObject(asHello);
  });

  test.each(["reasoning_content", "reasoning"])("%s is reasoning, also between texts", async (field) => {
    const seen = await ask(
      events(delta({ [field]: "Hm, " }), hello[0], delta({ [field]: "yes." }), hello[1], finish()),
    );
    expect(seen).toMatchObject({ ...asHello, reasoning: "Hm, yes." });
  });

  test("content and reasoning may share a delta", async () => {
    expect(await ask(events(delta({ content: "Hello", reasoning: "Hm." }), finish()))).toMatchObject({
      ...asHello,
      reasoning: "Hm.",
    });
  });

  const weather = (...calls: unknown[]) => delta({ tool_calls: calls });
  const calledUlm = { toolCalls: [{ name: "weather", input: { city: "Ulm" } }], errors: [] };

  test.each([
    [
      "split arguments",
      [
        weather({ index: 0, id: "a", type: "function", function: { name: "weather", arguments: '{"ci' } }),
        weather({ index: 0, function: { arguments: 'ty":"Ulm"}' } }),
      ],
    ],
    [
      "no index",
      [
        weather({ id: "a", function: { name: "weather", arguments: '{"ci' } }),
        weather({ function: { arguments: 'ty":"Ulm"}' } }),
      ],
    ],
    ["no id", [weather({ index: 0, function: { name: "weather", arguments: '{"city":"Ulm"}' } })]],
    [
      "a late name",
      [
        weather({ index: 0, id: "a", function: { arguments: '{"ci' } }),
        weather({ index: 0, function: { name: "weather", arguments: 'ty":"Ulm"}' } }),
      ],
    ],
    [
      "a repeated name",
      [
        weather({ index: 0, id: "a", function: { name: "weather", arguments: '{"ci' } }),
        weather({ index: 0, id: "a", function: { name: "weather", arguments: 'ty":"Ulm"}' } }),
      ],
    ],
  ])("tool calls come with %s", async (_, chunks) => {
    expect(await ask(events(...chunks, finish("tool_calls")), { tools: weatherTools })).toMatchObject(
      calledUlm,
    );
  });

  test("parallel calls may be interleaved", async () => {
    const body = events(
      weather(
        { index: 0, id: "a", function: { name: "weather", arguments: "" } },
        { index: 1, id: "b", function: { name: "weather", arguments: "" } },
      ),
      weather(
        { index: 1, function: { arguments: '{"city":"Bonn"}' } },
        { index: 0, function: { arguments: '{"city":"Ulm"}' } },
      ),
      finish("tool_calls"),
    );
    const seen = await ask(body, { tools: weatherTools });
    expect(seen.toolCalls).toEqual([
      { name: "weather", input: { city: "Ulm" } },
      { name: "weather", input: { city: "Bonn" } },
    ]);
  });

  test("stop may be the reason of a tool call", async () => {
    const body = events(
      weather({ index: 0, id: "a", function: { name: "weather", arguments: '{"city":"Ulm"}' } }),
      finish("stop"),
    );
    expect(await ask(body, { tools: weatherTools })).toMatchObject({ ...calledUlm, finishReason: "stop" });
  });

  test("a filtered answer and a refusal are told apart from an ordinary end", async () => {
    expect(await ask(events(...hello, finish("content_filter")))).toMatchObject({
      text: "Hello",
      finishReason: "content-filter",
    });
    const refused = await ask(events(delta({ refusal: "I will " }), delta({ refusal: "not." }), finish()));
    expect(refused).toMatchObject({ text: "I will not.", finishReason: "content-filter" });
  });

  test("an error in the middle is told in the provider's words, and the text before it is kept", async () => {
    const seen = await ask(
      events(...hello, { error: { message: "Out of memory", code: 503 } }, delta({ content: "!" })),
    );
    expect(seen).toMatchObject({ text: "Hello", finishReason: "error" });
    expect(seen.exchange.fault).toMatchObject({
      code: "provider_failed",
      status: 503,
      providerMessage: "Out of memory",
    });
  });

  test("null content, a repeated role, a null delta and a created with decimals are read", async () => {
    const body = events(
      { ...delta({ role: "assistant", content: null }), created: 1_790_000_000.25 },
      { choices: [{ index: 0, delta: null }] },
      delta({ role: "assistant", content: "Hel" }),
      delta({ role: "assistant", content: "lo" }),
      finish(),
    );
    expect(await ask(body)).toMatchObject(asHello);
  });

  test("content may be a list of parts", async () => {
    const parts = delta({
      content: [
        { type: "text", text: "Hel" },
        { type: "text", text: "lo" },
      ],
    });
    expect(await ask(events(parts, finish()))).toMatchObject(asHello);
  });
});
