import { readdirSync, readFileSync } from "node:fs";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { describe, expect, test } from "vitest";
import { delta, done, events, finish, replying } from "@/e2e/upstreams/ask-through-wire";
import { testProvider, testTimeouts } from "@/e2e/upstreams/create-test-models";
import { canPrepare, createDirectModel } from "./create-direct-model";
import { createWireFetch } from "./create-wire-fetch";
import { createMask } from "./mask-secrets";
import type { CallableModel, CallOptions } from "./stream-part";

const url = "http://acme.test/v1/chat/completions";
const options: CallOptions = {
  prompt: [{ role: "user", content: [{ type: "text", text: "Hello" }] }],
  temperature: 0.5,
  tools: [{ type: "function", name: "weather", inputSchema: { type: "object", properties: {} } }],
  headers: { "x-extra": "1" },
};

type Sent = { url: string; headers: Record<string, string>; body: unknown };

/** The SDK's own reading of an upstream and the direct one, with what each of them sent. */
function bothModels(transport: typeof fetch) {
  const sent: Sent[] = [];
  const wireFetch = createWireFetch({
    provider: testProvider,
    timeouts: testTimeouts,
    mask: createMask([]),
    mergeWindowMs: 0,
    onExchange: () => {},
    transport: (input, init) => {
      const headers = Object.fromEntries(
        [...new Headers(init?.headers)].filter(([name]) => name !== "user-agent"),
      );
      sent.push({ url: String(input), headers, body: JSON.parse(String(init?.body)) });
      return transport(input, init);
    },
  });
  const provider = createOpenAICompatible({
    name: "acme",
    baseURL: "http://acme.test/v1",
    apiKey: "key",
    fetch: wireFetch,
    includeUsage: true,
  });
  const model = provider.chatModel("m");
  if (!canPrepare(model)) throw new Error("The SDK's model cannot say what it would send.");
  const direct = createDirectModel({
    model,
    url,
    headers: { authorization: "Bearer key" },
    fetch: wireFetch,
  });
  return { model, direct, sent };
}

type Part = { type: string; timestamp?: unknown; usage?: { inputTokens: Counts; outputTokens: Counts } };
type Counts = { total: number | undefined };

async function readParts(model: CallableModel): Promise<Part[]> {
  const { stream } = await model.doStream(options);
  const parts: Part[] = [];
  for await (const part of stream as AsyncIterable<Part>) parts.push(part);
  return parts;
}

/** Made-up ids differ from one reading to the next; of an unknown count the SDK's own reader may say 0. */
function toComparable({ timestamp, usage, ...rest }: Part): unknown {
  const counts = [usage?.inputTokens.total ?? 0, usage?.outputTokens.total ?? 0];
  return JSON.parse(JSON.stringify({ ...rest, counts }).replaceAll(/"call_[0-9A-Za-z]{20}"/g, '"call"'));
}

const folder = new URL("./fixtures/", import.meta.url);
const hello = [delta({ role: "assistant", content: "Hel" }), delta({ content: "lo" })];
const calls = (...list: unknown[]) => delta({ tool_calls: list });
const streams: Record<string, string> = {
  ...Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
  ),
  "reasoning between texts": events(
    delta({ reasoning: "Hm, " }),
    hello[0],
    delta({ reasoning: "yes." }),
    hello[1],
    finish(),
    done,
  ),
  "a call after reasoning": events(
    delta({ reasoning: "Hm." }),
    calls({ index: 0, id: "a", function: { name: "weather", arguments: '{"a":1}' } }),
    finish("tool_calls"),
  ),
  "text after a call": events(
    calls({ index: 0, id: "a", function: { name: "weather", arguments: "{}" } }),
    ...hello,
    finish("tool_calls"),
  ),
  "calls with one id": events(
    calls(
      { index: 0, id: "a", function: { name: "weather", arguments: "{}" } },
      { index: 1, id: "a", function: { name: "weather", arguments: "{}" } },
    ),
    finish("tool_calls"),
  ),
  "a refusal": events(delta({ refusal: "I will not." }), finish()),
  "a filtered answer": events(...hello, finish("content_filter")),
  "an unknown reason": events(...hello, finish("purple")),
  "an error in the middle": events(...hello, { error: { message: "Out of memory" } }),
  "no end": events(...hello),
  nothing: "",
};

describe("a directly read model gives what the SDK's own reader gives", () => {
  test.each(Object.entries(streams))("%s", async (_, stream) => {
    const { model, direct, sent } = bothModels(replying(stream));
    const expected = await readParts(model);
    const parts = await readParts(direct);
    expect(parts.map(toComparable)).toEqual(expected.map(toComparable));
    expect(sent[1]).toEqual(sent[0]);
  });

  test("an error status", async () => {
    const { model, direct } = bothModels(replying('{"detail":"No"}', { status: 400 }));
    const expected = await model.doStream(options).then(
      () => null,
      (error: Error) => error,
    );
    const seen = await direct.doStream(options).then(
      () => null,
      (error: Error) => error,
    );
    expect(seen).toMatchObject({ name: expected?.name, message: "No", statusCode: 400 });
  });

  test("unknown counts stay unknown instead of becoming 0", async () => {
    const { direct } = bothModels(replying(events(...hello, finish(), done)));
    const finishPart = (await readParts(direct)).at(-1);
    expect(finishPart).toMatchObject({ type: "finish" });
    expect([finishPart?.usage?.inputTokens.total, finishPart?.usage?.outputTokens.total]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("one reply read directly is what the SDK's own reader gives", () => {
  const completion = (message: object, rest: object = {}) =>
    JSON.stringify({
      id: "chatcmpl-1",
      created: 1_790_000_000,
      model: "m",
      choices: [{ index: 0, message, finish_reason: "stop" }],
      ...rest,
    });
  const usage = { prompt_tokens: 11, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 4 } };
  const signed = {
    id: "a",
    type: "function",
    function: { name: "weather", arguments: "{}" },
    extra_content: { google: { thought_signature: "signature" } },
  };

  test.each([
    ["text", completion({ content: "Hello" }, { usage })],
    ["reasoning and text", completion({ content: "Hello", reasoning: "Hm." }, { usage })],
    ["a signed tool call", completion({ content: null, tool_calls: [signed] }, { usage })],
    ["a refusal", completion({ content: null, refusal: "I will not." }, { usage })],
    ["a stream", events(...hello, finish("length"), done)],
  ])("%s", async (_, body) => {
    const { model, direct, sent } = bothModels(replying(body));
    const expected = await model.doGenerate(options);
    const generated = await direct.doGenerate(options);
    expect(generated.content).toEqual(expected.content);
    expect(generated.finishReason).toEqual(expected.finishReason);
    expect(generated.usage.inputTokens.total).toEqual(expected.usage.inputTokens.total);
    expect(generated.usage.outputTokens.total).toEqual(expected.usage.outputTokens.total);
    expect(generated.providerMetadata).toEqual(expected.providerMetadata);
    expect(generated.warnings).toEqual(expected.warnings);
    expect(sent[1]).toEqual(sent[0]);
  });

  test("an error status", async () => {
    const { direct } = bothModels(replying('{"detail":"No"}', { status: 400 }));
    const asking = direct.doGenerate(options);
    await expect(asking).rejects.toMatchObject({ name: "AI_APICallError", message: "No", statusCode: 400 });
  });

  test("what an error cut off keeps its text and says that it is no end", async () => {
    const { direct } = bothModels(replying(events(...hello, { error: { message: "Out of memory" } })));
    const { content, finishReason, response } = await direct.doGenerate(options);
    expect(content).toEqual([{ type: "text", text: "Hello" }]);
    expect(finishReason).toEqual({ unified: "error", raw: undefined });
    expect(response?.body).toMatchObject({
      choices: [{ finish_reason: null }],
      error: { message: "Out of memory", code: "provider_failed" },
    });
  });
});
