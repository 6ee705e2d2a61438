import { describe, expect, test, vi } from "vitest";
import { type Ask, askThroughWire } from "@/e2e/upstreams/ask-through-wire";
import { testTimeouts } from "@/e2e/upstreams/create-test-models";
import { demoModelDescriptions, demoModels } from "@/lib/demo-models";
import { createDemoFetch } from "./create-demo-fetch";
import { countTokens } from "./tokenise";

// The models answer at the pace of real ones: the tests wait side by side.
vi.setConfig({ testTimeout: 20_000, maxConcurrency: 40 });

const demo = { id: "demo", name: "Demo", kind: "demo" as const, keyVariable: null };
const ask = (model: string, prompt: string, options: Ask = {}) =>
  askThroughWire({
    transport: createDemoFetch(),
    provider: demo,
    model,
    prompt,
    mergeWindowMs: 16,
    ...options,
  });

describe.concurrent("every demo model", () => {
  test("is in the catalogue, marked as simulated and without a price", () => {
    expect(demoModels.map((model) => model.id)).toEqual(Object.keys(demoModelDescriptions));
    for (const model of demoModels) {
      expect(model).toMatchObject({ ref: `demo/${model.id}`, providerId: "demo", priceState: "simulated" });
      expect(model.prices).toEqual({
        inputUsdPerMTok: null,
        outputUsdPerMTok: null,
        cachedInputUsdPerMTok: null,
      });
    }
  });

  test.each(["writer", "thinker", "echo", "tools", "json", "moody"])(
    "%s answers the same to the same, says that it simulates, and counts what it streams",
    async (model) => {
      const [first, second] = await Promise.all([
        ask(model, "Tell me about bridges"),
        ask(model, "Tell me about bridges"),
      ]);
      expect(first).toMatchObject({
        text: second.text,
        reasoning: second.reasoning,
        finishReason: "stop",
        errors: [],
      });
      expect(first.exchange.responseHeaders["x-switchyard-simulated"]).toBe("true");
      expect(first.exchange.usage).toMatchObject({
        outputTokens: countTokens(first.text) + countTokens(first.reasoning),
        reasoningTokens: countTokens(first.reasoning),
      });
      expect(first.exchange.usage?.inputTokens).toBe(countTokens("Tell me about bridges") + 4);
    },
    20_000,
  );
});

describe.concurrent("writer", () => {
  test("shows markdown of every kind about the prompt and tells how to add a real model", async () => {
    const { text } = await ask("writer", "How do | tables `work`?");
    expect(text).toContain("How do \\| tables \\`work\\`?");
    expect(text).toMatch(/simulated/i);
    expect(text).toMatch(/^## .+$/m);
    expect(text).toMatch(/^```sh$/m);
    expect(text).toMatch(/^\| --- \|/m);
    expect(text).toMatch(/^\$\$$/m);
    expect(text).toMatch(/^1\. .+$/m);
    expect(text).toMatch(/[A-Z]+_API_KEY=/);
    expect(text).toContain("ollama serve");
  });

  test("keeps a lively pace, whatever the timers do", async () => {
    const { exchange } = await ask("writer", "Pace");
    const seconds = ((exchange.endedAt ?? Number.NaN) - (exchange.firstTokenAt ?? Number.NaN)) / 1000;
    const rate = (exchange.usage?.outputTokens ?? Number.NaN) / seconds;
    expect(rate).toBeGreaterThan(45);
    expect(rate).toBeLessThan(90);
  });

  test("goes on about the chat when it is asked again", async () => {
    const first = await ask("writer", "First question");
    const messages = [
      { role: "user" as const, content: "First question" },
      { role: "assistant" as const, content: first.text },
      { role: "user" as const, content: "Second question" },
    ];
    const second = await ask("writer", "", { messages });
    expect(second.text).not.toBe(first.text);
    expect(second.text).toContain("Second question");
  });
});

test.concurrent("echo repeats the prompt to the letter", async () => {
  const prompt = "Köln 🚆\n\n  two  spaces\tand a tab ";
  expect((await ask("echo", prompt)).text).toBe(prompt);
});

test.concurrent("thinker thinks before it answers", async () => {
  const order: string[] = [];
  const { reasoning, text } = await ask("thinker", "Why?", { onPart: (part) => order.push(part.type) });
  expect(reasoning).toContain("Why?");
  expect(text).not.toBe("");
  expect(order.lastIndexOf("reasoning-delta")).toBeLessThan(order.indexOf("text-delta"));
});

test.concurrent("sprinter streams 6,000 tokens in under four seconds, code and tables whole", async () => {
  const { text, exchange } = await ask("sprinter", "Run");
  expect(exchange.usage?.outputTokens).toBe(6000);
  expect(countTokens(text)).toBe(6000);
  expect((exchange.endedAt ?? Number.NaN) - exchange.startedAt).toBeLessThan(4000);
  expect((text.match(/^```/gm)?.length ?? 1) % 2).toBe(0);
  expect(text).toMatch(/^\| Runner \| Lap \d+ \| Total \|$/m);
});

describe.concurrent("moody", () => {
  const timeouts = { ...testTimeouts, headersMs: 1500, idleMs: 700 };
  const moody = (prompt: string, options: Ask = {}) => ask("moody", prompt, { timeouts, ...options });

  test("lists the words it knows when the prompt has none of them", async () => {
    const { text } = await moody("Hello");
    for (const word of ["401", "429", "500", "reset", "stall", "malformed", "eof", "no headers"]) {
      expect(text).toContain(`\`${word}\``);
    }
  });

  test.each([
    ["401", "unauthorized", 401],
    ["500", "provider_failed", 500],
    ["no headers", "headers_timeout", null],
  ])("%s fails before any text", async (word, code, status) => {
    const seen = await moody(`please ${word}`);
    expect(seen).toMatchObject({ text: "", finishReason: "" });
    expect(seen.exchange.fault).toMatchObject({ code, status });
  });

  test.each([
    ["reset", "connection_lost"],
    ["stall", "idle_timeout"],
    ["eof", "ended_early"],
  ])("%s fails after some text, which is kept", async (word, code) => {
    const seen = await moody(word);
    expect(seen.text).toMatch(/^I am \*\*moody\*\*.{60,}/);
    expect(seen).toMatchObject({ finishReason: "error", exchange: { fault: { code } } });
    expect(seen.errors).toHaveLength(1);
  });

  test("malformed sends one line that cannot be read and comes to its end", async () => {
    const seen = await moody("malformed");
    expect(seen.text).toContain("to the end, where you are now.");
    expect(seen).toMatchObject({ finishReason: "stop", errors: [], exchange: { fault: null } });
    expect(seen.exchange.notices).toEqual(["1 unreadable line was skipped."]);
  });

  test("429 names the time, by default two minutes", async () => {
    const before = Date.now();
    const seen = await moody("429, please");
    expect(seen.exchange.fault).toMatchObject({ code: "rate_limited", status: 429 });
    expect(Math.abs((seen.exchange.fault?.retryAt ?? Number.NaN) - before - 120_000)).toBeLessThan(2000);
  });

  test("429 with a short time answers whoever has waited", async () => {
    const seen = await moody("429 1 short");
    expect(seen.text).toContain("Thank you for waiting");
    expect(seen.exchange.notices).toHaveLength(1);
  });

  test("a stop ends even a stall at once", async () => {
    const stop = new AbortController();
    const seen = await moody("stall", {
      timeouts: testTimeouts,
      signal: stop.signal,
      onPart: (part) => part.type === "text-delta" && setTimeout(() => stop.abort(), 100),
    });
    expect(seen.text).not.toBe("");
    expect(seen.exchange.fault).toBeNull();
    expect((seen.exchange.endedAt ?? Number.NaN) - seen.exchange.startedAt).toBeLessThan(3000);
  });
});
