import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseModelsDev } from "./parse-models-dev";

const rowWith = (overrides: object = {}) => ({
  id: "m",
  name: "M",
  modalities: { input: ["text", "image"], output: ["text"] },
  ...overrides,
});
const parseRow = (overrides: object) =>
  parseModelsDev({ acme: { id: "acme", name: "Acme", models: { m: rowWith(overrides) } } }, "2026-11-21");
const modelOf = (overrides: object) => {
  const [model] = parseRow(overrides).models;
  if (model === undefined) throw new Error("The row was left out.");
  return model;
};

describe("a provider of models.dev", () => {
  const parse = (fields: object) =>
    parseModelsDev({ acme: { id: "acme", name: "Acme", models: {}, ...fields } }, "2026-11-21").providers[0];

  it.each([
    [["ACME_ACCOUNT_ID", "ACME_API_KEY"], "ACME_API_KEY"],
    [["ACME_HOST", "ACME_TOKEN"], "ACME_TOKEN"],
    [["ACME_ACCOUNT", "ACME_CORTEX_PAT"], "ACME_CORTEX_PAT"],
    [["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_BEARER_TOKEN_ACME"], "AWS_BEARER_TOKEN_ACME"],
    [["ACME_PROJECT", "ACME_LOCATION"], null],
    [["ACME"], "ACME"],
    [["not a variable"], null],
  ])("of the variables %j has its key in %s", (env, keyVariable) => {
    expect(parse({ env })?.keyVariable).toBe(keyVariable);
  });

  const place = ["$", "{ACME_ACCOUNT}"].join("");
  it.each([
    [`https://api.acme.example/${place}/v1`, `https://api.acme.example/${place}/v1`],
    [`https://${place}/v1`, `https://${place}/v1`],
    [`${place}/v1`, null],
    ["https://user@acme.example/v1", null],
    ["ftp://acme.example", null],
  ])("at %s is at %s", (api, baseUrl) => expect(parse({ api })?.baseUrl).toBe(baseUrl));
});

describe("a row of models.dev", () => {
  it("takes images when its modalities say so, whatever `attachment` says", () => {
    expect(modelOf({ attachment: false }).imageInput).toBe(true);
    expect(modelOf({ attachment: true, modalities: { input: ["text"], output: ["text"] } }).imageInput).toBe(
      false,
    );
  });

  it.each([0, -1, 99_999_999, 1.5, "many"])("has no known limit where it says %s", (context) => {
    expect(modelOf({ limit: { context, output: 10 } }).contextTokens).toBeNull();
  });

  it("says so when its output exceeds its context", () => {
    expect(modelOf({ limit: { context: 10, output: 20 } })).toMatchObject({
      maxOutputTokens: 20,
      warnings: [expect.stringContaining("exceeds the context")],
    });
  });

  it.each([
    ["2025-09-30", "2025-09-30"],
    ["2025-09", "2025-09"],
    ["1970-01-01", null],
    ["soon", null],
  ])("of the date %s has the date %s", (release_date, date) => {
    expect(modelOf({ release_date }).releaseDate).toBe(date);
  });

  it("without a cost has no price, with 0 and 0 is listed at zero", () => {
    expect(modelOf({}).priceState).toBe("unknown");
    expect(modelOf({ cost: { input: 0, output: 0 } }).priceState).toBe("listed-zero");
    expect(modelOf({ cost: { input: -1, output: 2 } }).priceState).toBe("unknown");
  });

  it.each([
    { input: 1, output: 2, cache_read: 0.1, cache_write: 1.2, cached_input: 9, cached_write: 9 },
    { input: 1, output: 2, cached_input: 0.1, cached_write: 1.2 },
    { input: 1, output: 2, cache_input: 0.1, cache_write: 1.2 },
  ])("has the prices of its cache however they are called: %j", (cost) => {
    expect(modelOf({ cost }).prices).toMatchObject({ cachedInputUsdPerMTok: 0.1, cacheWriteUsdPerMTok: 1.2 });
  });

  it("has its tiers in order, without those that cannot be read", () => {
    const tier = (size: number) => ({ input: 2, output: 3, tier: { type: "context", size } });
    const cost = { input: 1, output: 2, tiers: [tier(400), { input: "?" }, tier(200)] };
    expect(modelOf({ cost }).prices.tiers?.map(({ aboveInputTokens }) => aboveInputTokens)).toEqual([
      200, 400,
    ]);
  });

  it("takes less input than its context holds where its list says so", () => {
    const limit = { context: 400_000, input: 272_000, output: 128_000 };
    expect(modelOf({ limit }).maxInputTokens).toBe(272_000);
    expect(modelOf({ limit: { ...limit, input: 400_000 } })).not.toHaveProperty("maxInputTokens");
  });

  it("has prices for reasoning and for sound where they are others", () => {
    const own = { input: 0.4, output: 1.2, reasoning: 4 };
    expect(modelOf({ cost: own }).prices.reasoningUsdPerMTok).toBe(4);
    expect(modelOf({ cost: { ...own, reasoning: 1.2 } }).prices).not.toHaveProperty("reasoningUsdPerMTok");
    const tiers = [{ input: 2, output: 3, input_audio: 5, tier: { size: 200 } }];
    expect(modelOf({ cost: { ...own, tiers } }).prices.tiers?.[0]?.audioInputUsdPerMTok).toBe(5);
  });

  it("keeps ids with slashes, colons and at signs, and is left out with white space or brackets in its id", () => {
    expect(modelOf({ id: "org/name:free@v1" }).ref).toBe("acme/org/name:free@v1");
    expect(parseRow({ id: "a b" })).toMatchObject({ models: [], skippedRows: 1 });
    expect(parseRow({ id: "<img src=x>" })).toMatchObject({ models: [], skippedRows: 1 });
  });

  it("that writes no text is no model here, and no fault", () => {
    expect(parseRow({ modalities: { input: ["text"], output: ["image"] } })).toMatchObject({
      models: [],
      skippedRows: 0,
    });
  });

  it("with unknown keys and values is read as if they were not there", () => {
    expect(modelOf({ type: "chat", brand: { new: 1 }, reasoning: "maybe", status: 7 })).toMatchObject({
      reasoning: null,
      status: null,
    });
  });
});

describe("a hostile list", () => {
  it("gives no address that is not of the web, and no variable that is none", () => {
    const provider = {
      id: "evil",
      name: "<script>alert(1)</script>",
      env: ["OPENAI_API_KEY; rm -rf", "OPENAI_API_KEY"],
      api: "https://user:pass@evil.example/v1",
      doc: "javascript:alert(1)",
      models: { m: rowWith() },
    };
    expect(parseModelsDev({ evil: provider }, "2026-11-21").providers).toEqual([
      { id: "evil", name: provider.name, keyVariable: "OPENAI_API_KEY", baseUrl: null, docsUrl: null },
    ]);
  });

  it("changes no prototype", () => {
    const body = JSON.parse(
      `{"__proto__": {"id": "__proto__", "name": "x", "models": {}}, "constructor": 1}`,
    );
    const { providers, skippedRows } = parseModelsDev(body, "2026-11-21");
    expect(providers).toEqual([]);
    expect(skippedRows).toBe(2);
    expect(({} as Record<string, unknown>).name).toBeUndefined();
  });
});

const realFile = "../shared/data/models.dev/api.json";

describe.skipIf(!existsSync(realFile))("the real list", () => {
  it("is read without leaving out a row", () => {
    const { models, providers, skippedRows } = parseModelsDev(
      JSON.parse(readFileSync(realFile, "utf8")),
      "2026-07-02",
    );
    expect(skippedRows).toBe(0);
    expect(providers).toHaveLength(147);
    expect(models.length).toBeGreaterThan(5_000);
    expect(models.filter(({ priceState }) => priceState === "unknown").length).toBeGreaterThan(100);
    expect(models.filter(({ prices }) => prices.tiers !== undefined).length).toBeGreaterThan(100);
  });
});
