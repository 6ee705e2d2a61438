import { describe, expect, it } from "vitest";
import { toUsdPerMTok } from "./open-router";
import { parseHostedListing } from "./parse-hosted-listing";

const readList = (providerId: string, listing: unknown) =>
  parseHostedListing({ providerId, listedAt: Date.UTC(2026, 10, 3) }, listing);

describe("OpenRouter's list", () => {
  it.each([
    ["0.00000125", 1.25],
    ["0.0000000023", 0.0023],
    ["1e-7", 0.1],
    ["0", 0],
    ["-1", null],
    ["free", null],
    ["", null],
    [undefined, null],
  ])("says %s USD per token, which is %s per 1M", (text, usd) => expect(toUsdPerMTok(text)).toBe(usd));

  it("is read with prices, limits and capabilities; what writes no text is left out", () => {
    const models = readList("openrouter", {
      data: [
        {
          id: "openai/gpt-5",
          name: "OpenAI: GPT-5",
          context_length: 400_000,
          architecture: { input_modalities: ["text", "image", "file"], output_modalities: ["text"] },
          pricing: { prompt: "0.00000125", completion: "0.00001", input_cache_read: "0.000000125" },
          top_provider: { max_completion_tokens: 128_000 },
          supported_parameters: ["tools", "reasoning"],
        },
        { id: "a/free:free", pricing: { prompt: "0", completion: "0" }, top_provider: null },
        { id: "openrouter/auto", pricing: { prompt: "-1", completion: "-1" }, context_length: null },
        {
          id: "a/searcher",
          pricing: { prompt: "0", completion: "0", request: "0.005", web_search: "0.01", audio: "0.000002" },
        },
        { id: "a/painter", architecture: { output_modalities: ["image"] } },
        { name: "no id" },
        null,
      ],
    });
    expect(models).toMatchObject([
      {
        ref: "openrouter/openai/gpt-5",
        name: "OpenAI: GPT-5",
        contextTokens: 400_000,
        maxOutputTokens: 128_000,
        imageInput: true,
        pdfInput: true,
        audioInput: false,
        toolUse: true,
        reasoning: true,
        structuredOutput: false,
        prices: { inputUsdPerMTok: 1.25, outputUsdPerMTok: 10, cachedInputUsdPerMTok: 0.125 },
        priceState: "metered",
      },
      { id: "a/free:free", priceState: "listed-zero", imageInput: null, toolUse: null },
      {
        id: "openrouter/auto",
        priceState: "unknown",
        contextTokens: null,
        priceVaries: "The price is that of the model it is routed to.",
      },
      {
        id: "a/searcher",
        priceState: "metered",
        prices: { inputUsdPerMTok: 0, audioInputUsdPerMTok: 2, requestUsd: 0.005, searchUsd: 0.01 },
      },
    ]);
    expect(models).toHaveLength(4);
  });
});

describe("the list of Hugging Face's router", () => {
  const parse = (...providers: unknown[]) => readList("huggingface", { data: [{ id: "m", providers }] })[0];
  const host = (input: number, output: number, more = {}) => ({
    status: "live",
    context_length: 131_072,
    supports_tools: true,
    pricing: { input, output },
    ...more,
  });

  it("has a price where all hosts ask the same", () => {
    expect(parse(host(0.2, 0.6), host(0.2, 0.6), host(9, 9, { status: "error" }))).toMatchObject({
      prices: { inputUsdPerMTok: 0.2, outputUsdPerMTok: 0.6 },
      priceState: "metered",
      toolUse: true,
    });
    expect(parse(host(0.2, 0.6))).not.toHaveProperty("priceVaries");
  });

  it("has no one price where they differ, and says between what it lies", () => {
    const model = parse(host(0.2, 0.6), host(0.5, 0.6, { context_length: 32_768, supports_tools: false }));
    expect(model).toMatchObject({ priceState: "unknown", toolUse: null, contextTokens: 32_768 });
    expect(model?.prices.inputUsdPerMTok).toBeNull();
    expect(model?.priceVaries).toContain("$0.20 to $0.50 for input");
  });

  it("has no price where a host does not say one", () => {
    expect(parse(host(0.2, 0.6), { status: "live" })).toMatchObject({
      prices: { inputUsdPerMTok: null, outputUsdPerMTok: null },
      priceState: "unknown",
    });
    expect(parse()).toMatchObject({ priceState: "unknown", contextTokens: null, toolUse: null });
  });
});

it("a bare price of another server is not trusted: its unit is not known", () => {
  const listing = { data: [{ id: "m", context_length: 8_192, pricing: { prompt: "0.1", input: 3 } }] };
  expect(readList("wandb", listing)).toMatchObject([
    { contextTokens: 8_192, priceState: "unknown", sourceDate: "2026-11-03" },
  ]);
});

describe("a list that names a model twice", () => {
  it.each(["wandb", "openrouter", "huggingface"])("of %s has it once, as it stands first", (providerId) => {
    const models = readList(providerId, {
      data: [
        { id: "acme/m", context_length: 8_000 },
        { id: "acme/n" },
        { id: "acme/m", context_length: 9_000 },
      ],
    });
    expect(models.map(({ id }) => id)).toEqual(["acme/m", "acme/n"]);
    if (providerId !== "huggingface") expect(models[0]?.contextTokens).toBe(8_000);
  });
});
