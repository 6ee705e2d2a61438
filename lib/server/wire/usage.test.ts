import { describe, expect, test } from "vitest";
import { askThroughWire, delta, done, events, finish, replying } from "@/e2e/upstreams/ask-through-wire";

const hello = delta({ role: "assistant", content: "Hello" });
const counts = (inputTokens: number | null, outputTokens: number | null, rest = {}) => ({
  inputTokens,
  outputTokens,
  cachedInputTokens: null,
  reasoningTokens: null,
  ...rest,
});
const usageOf = async (last: Record<string, unknown>) =>
  (await askThroughWire({ transport: replying(events(hello, finish(), last, done)) })).exchange;

describe("usage", () => {
  test.each([
    [
      "inside a choice",
      { choices: [{ index: 0, delta: {}, usage: { prompt_tokens: 3, completion_tokens: 2 } }] },
    ],
    ["under other names", { choices: [], usage: { input_tokens: 3, output_tokens: 2 } }],
    ["with one number and the total", { choices: [], usage: { prompt_tokens: 3, total_tokens: 5 } }],
  ])("%s is read, and the answer stays good", async (_, last) => {
    const exchange = await usageOf(last);
    expect(exchange).toMatchObject({ usage: counts(3, 2), fault: null, finishReason: "stop" });
  });

  test("no usage at all is unknown, not zero", async () => {
    expect((await usageOf({ choices: [] })).usage).toBeNull();
    expect((await usageOf({ choices: [], usage: null })).usage).toBeNull();
  });

  test("zeros for everything are a placeholder, not a count", async () => {
    const zeros = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
    expect((await usageOf({ choices: [], usage: zeros })).usage).toBeNull();
  });

  test("what cannot be a count is unknown", async () => {
    const odd = { prompt_tokens: 3, completion_tokens: "many", prompt_tokens_details: { cached_tokens: -1 } };
    expect((await usageOf({ choices: [], usage: odd })).usage).toEqual(counts(3, null));
  });

  test.each([
    [{ prompt_tokens_details: { cached_tokens: 1 } }],
    [{ prompt_cache_hit_tokens: 1 }],
    [{ cached_tokens: 1 }],
    [{ input_tokens_details: { cached_tokens: "1" } }],
  ])("cached tokens in the form %j are read", async (details) => {
    const exchange = await usageOf({
      choices: [],
      usage: { prompt_tokens: 3, completion_tokens: 2, ...details },
    });
    expect(exchange.usage).toEqual(counts(3, 2, { cachedInputTokens: 1 }));
  });

  test("reasoning counted beside the output is added to it when the total says so", async () => {
    const details = { completion_tokens_details: { reasoning_tokens: 40 } };
    const beside = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 45, ...details };
    expect((await usageOf({ choices: [], usage: beside })).usage).toEqual(
      counts(3, 42, { reasoningTokens: 40 }),
    );
    const within = { prompt_tokens: 3, completion_tokens: 42, total_tokens: 45, ...details };
    expect((await usageOf({ choices: [], usage: within })).usage).toEqual(
      counts(3, 42, { reasoningTokens: 40 }),
    );
  });

  test("what only the total has was reasoning, unless it is cached input that is counted apart", async () => {
    const counted = { prompt_tokens: 20, completion_tokens: 198, total_tokens: 623 };
    expect((await usageOf({ choices: [], usage: counted })).usage).toEqual(
      counts(20, 603, { reasoningTokens: 405 }),
    );
    const cached = { ...counted, prompt_tokens_details: { cached_tokens: 405 } };
    expect((await usageOf({ choices: [], usage: cached })).usage).toEqual(
      counts(425, 198, { cachedInputTokens: 405 }),
    );
    const lower = { ...counted, total_tokens: 100 };
    expect((await usageOf({ choices: [], usage: lower })).usage).toEqual(counts(20, 198));
  });

  test.each([
    [
      "cached",
      { input_tokens: 20, output_tokens: 9, cache_read_input_tokens: 400 },
      420,
      { cachedInputTokens: 400 },
    ],
    [
      "cached and written, fewer than the rest",
      { input_tokens: 500, output_tokens: 9, cache_read_input_tokens: 40, cache_creation_input_tokens: 60 },
      600,
      { cachedInputTokens: 40, cacheWriteTokens: 60 },
    ],
    [
      "more cached than there is input",
      { prompt_tokens: 20, completion_tokens: 9, prompt_tokens_details: { cached_tokens: 400 } },
      420,
      { cachedInputTokens: 400 },
    ],
    [
      "cached and written, as the total says",
      {
        prompt_tokens: 500,
        completion_tokens: 9,
        total_tokens: 609,
        prompt_tokens_details: { cached_tokens: 40, cache_write_tokens: 60 },
      },
      600,
      { cachedInputTokens: 40, cacheWriteTokens: 60 },
    ],
  ])("input that is counted apart is part of the input: %s", async (_, usage, input, rest) => {
    expect((await usageOf({ choices: [], usage })).usage).toEqual(counts(input, 9, rest));
  });

  test("input that a router counts in both ways is not added again", async () => {
    const usage = {
      prompt_tokens: 420,
      completion_tokens: 9,
      total_tokens: 429,
      cache_read_input_tokens: 400,
      prompt_tokens_details: { cached_tokens: 400 },
    };
    expect((await usageOf({ choices: [], usage })).usage).toEqual(counts(420, 9, { cachedInputTokens: 400 }));
  });

  test("the price the provider says it billed is kept", async () => {
    const usage = { prompt_tokens: 3, completion_tokens: 2 };
    expect(await usageOf({ choices: [], usage: { ...usage, cost: 0.00042 } })).toMatchObject({
      billedUsd: 0.00042,
    });
    expect(await usageOf({ choices: [], usage: { ...usage, cost: { total_cost: 0.006 } } })).toMatchObject({
      billedUsd: 0.006,
    });
    expect(await usageOf({ choices: [], usage: { ...usage, cost: 0 } })).toMatchObject({ billedUsd: 0 });
    expect(await usageOf({ choices: [], usage })).toMatchObject({ billedUsd: null });
  });

  test("a model called with one's own key costs what the key is billed, and the fee", async () => {
    const own = (cost: number, details: object) => ({
      choices: [],
      usage: { prompt_tokens: 3, completion_tokens: 2, cost, is_byok: true, cost_details: details },
    });
    expect(await usageOf(own(0, { upstream_inference_cost: 0.036 }))).toMatchObject({ billedUsd: 0.036 });
    expect(await usageOf(own(0.5, { upstream_inference_cost: 1 }))).toMatchObject({ billedUsd: 1.5 });
    // The fee alone is not what it cost.
    expect(await usageOf(own(0, {}))).toMatchObject({ billedUsd: null });
    const ordinary = { ...own(0.5, { upstream_inference_cost: 0.5 }).usage, is_byok: false };
    expect(await usageOf({ choices: [], usage: ordinary })).toMatchObject({ billedUsd: 0.5 });
  });

  test("xAI's ticks are ten to the ten for a dollar", async () => {
    const usage = { prompt_tokens: 3, completion_tokens: 2, cost_in_usd_ticks: 37_756_000 };
    expect(await usageOf({ choices: [], usage })).toMatchObject({ billedUsd: 0.0037756 });
  });

  test("the last count stands", async () => {
    const stream = events(
      { ...hello, usage: { prompt_tokens: 3, completion_tokens: 1 } },
      finish("stop", { usage: { prompt_tokens: 3, completion_tokens: 9 } }),
      { choices: [], usage: { total_tokens: 12 } },
    );
    expect((await askThroughWire({ transport: replying(stream) })).exchange.usage).toEqual(counts(3, 9));
  });
});
