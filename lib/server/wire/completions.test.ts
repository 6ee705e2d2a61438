import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText } from "ai";
import { describe, expect, test } from "vitest";
import { delta, done, events, finish, replying, usage, weatherTools } from "@/e2e/upstreams/ask-through-wire";
import { testProvider, testTimeouts } from "@/e2e/upstreams/create-test-models";
import { createWireFetch } from "./create-wire-fetch";
import type { WireExchange } from "./exchange";

async function generate(
  body: string,
  reply: Parameters<typeof replying>[1] = { headers: { "content-type": "application/json" } },
) {
  const exchanges: WireExchange[] = [];
  const wireFetch = createWireFetch({
    provider: testProvider,
    timeouts: testTimeouts,
    secrets: [],
    mergeWindowMs: 0,
    transport: replying(body, reply),
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const provider = createOpenAICompatible({ name: "acme", baseURL: "http://acme.test/v1", fetch: wireFetch });
  const asking = generateText({ model: provider("m"), prompt: "Hello", maxRetries: 0, tools: weatherTools });
  const result = await asking.then(
    ({ text, reasoningText, toolCalls, finishReason }) => ({
      text,
      reasoningText,
      finishReason,
      inputs: toolCalls.map((call) => call.input),
    }),
    (error: Error) => ({ error: error.message }),
  );
  return { ...result, exchange: exchanges[0] };
}

const completion = (message: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  JSON.stringify({ choices: [{ index: 0, message, finish_reason: "stop" }], ...rest });

describe("an answer in one piece", () => {
  test("an ordinary completion passes", async () => {
    const body = completion(
      { role: "assistant", content: "Hello" },
      { id: "c", created: 1, model: "m", usage: { prompt_tokens: 3, completion_tokens: 2 } },
    );
    const seen = await generate(body);
    expect(seen).toMatchObject({
      text: "Hello",
      finishReason: "stop",
      exchange: { finishReason: "stop", fault: null },
    });
    expect(seen.exchange?.usage).toMatchObject({ inputTokens: 3, outputTokens: 2 });
  });

  test.each([
    [
      "role model, numeric id and textual created",
      completion({ role: "model", content: "Hello" }, { id: 7, created: "1" }),
    ],
    ["content as parts", completion({ content: [{ type: "text", text: "Hello" }] })],
    ["error of null", completion({ content: "Hello" }, { error: null })],
    [
      "usage as text",
      completion({ content: "Hello" }, { usage: { prompt_tokens: "3", completion_tokens: "2" } }),
    ],
    ["an odd finish reason", completion({ content: "Hello" }).replace('"stop"', '"END_TURN"')],
    [
      "a stream although none was asked for",
      events(delta({ content: "Hel" }), delta({ content: "lo" }), finish(), usage, done),
    ],
  ])("%s is read", async (_, body) => {
    expect(await generate(body)).toMatchObject({ text: "Hello", finishReason: "stop" });
  });

  test("reasoning in any field, and think tags, are reasoning", async () => {
    expect(await generate(completion({ content: "Hello", reasoning: "Hm." }))).toMatchObject({
      text: "Hello",
      reasoningText: "Hm.",
    });
    expect(await generate(completion({ content: "<think>Hm.</think>\nHello" }))).toMatchObject({
      text: "Hello",
      reasoningText: "Hm.",
    });
  });

  test("tool calls in any form are tool calls", async () => {
    const call = { id: "a", type: "function", function: { name: "weather", arguments: { city: "Ulm" } } };
    expect(await generate(completion({ content: null, tool_calls: [call] }))).toMatchObject({
      inputs: [{ city: "Ulm" }],
    });
    const legacy = { name: "weather", arguments: '{"city":"Ulm"}' };
    expect(await generate(completion({ content: null, function_call: legacy }))).toMatchObject({
      inputs: [{ city: "Ulm" }],
    });
  });

  test("an error is told in the provider's words", async () => {
    const status = { status: 400, headers: { "content-type": "application/json" } };
    expect(await generate('{"detail":"No"}', status)).toMatchObject({
      error: "No",
      exchange: { fault: { code: "bad_request" } },
    });
    expect(await generate('{"error":"No"}')).toMatchObject({
      error: "No",
      exchange: { fault: { code: "provider_failed" } },
    });
    expect(await generate("<html><body>Sign in</body></html>")).toMatchObject({
      error: "Sign in",
      exchange: { fault: { code: "not_a_stream" } },
    });
  });

  test("a completion that is cut off, or empty, is an error", async () => {
    expect((await generate('{"choices":[{"message":{"cont')).exchange?.fault?.code).toBe("ended_early");
    expect((await generate("")).exchange?.fault?.code).toBe("empty_answer");
  });

  test("a completion larger than an event may be is read", async () => {
    const long = "x".repeat(3_000_000);
    expect(await generate(completion({ content: long }))).toMatchObject({ text: long });
  });
});

describe("what is no chat", () => {
  const list = (transport: typeof fetch) => {
    const exchanges: WireExchange[] = [];
    const wireFetch = createWireFetch({
      provider: testProvider,
      timeouts: testTimeouts,
      secrets: [],
      mergeWindowMs: 0,
      transport,
      onExchange: (exchange) => exchanges.push(exchange),
    });
    return wireFetch("http://acme.test/v1/models").then(async (response) => ({
      status: response.status,
      body: await response.json(),
      exchange: exchanges[0],
    }));
  };

  test("a listing passes as it is", async () => {
    const body = { object: "list", data: [{ id: "m", created: "odd" }] };
    expect(await list(replying(JSON.stringify(body)))).toMatchObject({
      status: 200,
      body,
      exchange: { fault: null },
    });
  });

  test("an error of a listing is told like any other", async () => {
    const seen = await list(replying("Not found", { status: 404 }));
    expect(seen).toMatchObject({
      status: 404,
      body: { error: { message: "Not found", code: "model_not_found" } },
    });
  });
});
