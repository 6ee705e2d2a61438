import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { askThroughWire, replying, weatherTools } from "@/e2e/upstreams/ask-through-wire";

describe("streams as providers send them", () => {
  const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.sse`, import.meta.url), "utf8");
  const of = (name: string) => askThroughWire({ transport: replying(recorded(name)), tools: weatherTools });
  const counts = (inputTokens: number, outputTokens: number, rest = {}) => ({
    inputTokens,
    outputTokens,
    cachedInputTokens: null,
    reasoningTokens: null,
    ...rest,
  });

  test("OpenAI, text", async () => {
    const seen = await of("openai-text");
    expect(seen).toMatchObject({ text: "Zug fährt nach Köln 🚆.", finishReason: "stop", errors: [] });
    expect(seen.exchange.usage).toEqual({
      ...counts(14, 9, { cachedInputTokens: 4, reasoningTokens: 0 }),
      audioInputTokens: 0,
    });
  });

  test("OpenAI, parallel tools", async () => {
    const seen = await of("openai-tools");
    expect(seen.toolCalls).toEqual([
      { name: "weather", input: { city: "Köln" } },
      { name: "weather", input: { city: "Bonn" } },
    ]);
    expect(seen).toMatchObject({
      finishReason: "tool-calls",
      errors: [],
      exchange: { usage: counts(60, 34) },
    });
  });

  test("DeepSeek, reasoning", async () => {
    const seen = await of("deepseek-reasoner");
    expect(seen).toMatchObject({
      reasoning: "Two and two make four.",
      text: "2 + 2 = 4",
      finishReason: "stop",
      errors: [],
    });
    expect(seen.exchange.usage).toEqual(counts(12, 11, { cachedInputTokens: 0, reasoningTokens: 5 }));
  });

  test("Groq, usage under x_groq", async () => {
    expect(await of("groq-text")).toMatchObject({
      text: "Fast as light.",
      errors: [],
      exchange: { usage: counts(37, 5) },
    });
  });

  test("OpenRouter, reasoning twice and a price", async () => {
    const seen = await of("openrouter-reasoning");
    expect(seen).toMatchObject({ reasoning: "Let me see.", text: "Here you are.", errors: [] });
    expect(seen.exchange).toMatchObject({
      usage: counts(15, 9, { reasoningTokens: 3 }),
      billedUsd: 0.0000123,
    });
  });

  test("vLLM, CRLF and usage in every chunk", async () => {
    expect(await of("vllm-crlf")).toMatchObject({
      text: "Line\r\ntwo \u2028三",
      errors: [],
      exchange: { usage: counts(9, 4) },
    });
  });

  test("DeepSeek-R1 behind a server that leaves its tags", async () => {
    expect(await of("think-tags")).toMatchObject({
      reasoning: "I should greet. <b>",
      text: "Hello <b>you</b>!",
      errors: [],
    });
  });

  test("Gemini, a tool call without index and [DONE]", async () => {
    const seen = await of("gemini-tools");
    expect(seen).toMatchObject({
      toolCalls: [{ name: "weather", input: { city: "Ulm" } }],
      finishReason: "stop",
      errors: [],
    });
    expect(seen.exchange.usage).toEqual(counts(50, 12));
  });

  test("Mistral, thinking as parts", async () => {
    expect(await of("mistral-parts")).toMatchObject({
      reasoning: "Hm, yes.",
      text: "Oui.",
      errors: [],
      exchange: { usage: counts(5, 6) },
    });
  });
});
