import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseConfig } from "./config-file";

const parse = (config: unknown) => parseConfig(JSON.stringify(config), "switchyard.config.json");

function problemsOf(config: unknown): string {
  try {
    parse(config);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("The configuration was taken.");
}

describe("the configuration file", () => {
  it("may add a provider that says where it is and which key goes there", () => {
    const acme = { baseUrl: "https://api.acme.example/v1", keyVariable: "ACME_API_KEY" };
    expect(parse({ providers: { acme } }).providers.acme).toEqual(acme);
    expect(parse({}).providers).toEqual({});
  });

  it("is taken as the README shows it", () => {
    const shown = [...readFileSync("README.md", "utf8").matchAll(/^```json\n(.*?)^```/gms)];
    const configs = shown.map(([, text = ""]) => parseConfig(text, "README.md"));
    expect(Object.keys(configs[0]?.providers ?? {})).toEqual(["acme", "wandb"]);
    expect(configs.some(({ mcpServers }) => Object.keys(mcpServers).length > 0)).toBe(true);
    expect(configs.find(({ routes }) => routes.support !== undefined)?.routes.support?.rules).toHaveLength(2);
  });

  it("has all its problems told at once, each with its path", () => {
    const problems = problemsOf({
      surprise: 1,
      providers: {
        acme: { baseUrl: "ftp://acme.example", keyVariable: "not a name" },
        stranger: {},
        openai: { headers: { "bad header": "x", good: "line\nbreak" }, models: { m: { contextTokens: 0 } } },
      },
    });
    expect(problems).toContain("switchyard.config.json has settings that cannot be used");
    for (const path of [
      "surprise",
      "providers.acme.baseUrl",
      "providers.acme.keyVariable",
      "providers.openai.headers.bad header",
      "providers.openai.headers.good",
      "providers.openai.models.m.contextTokens",
    ]) {
      expect.soft(problems).toContain(path);
    }
  });

  it("says of a name that cannot be used what is wrong with it", () => {
    const problems = problemsOf({
      providers: {
        My_Provider: {},
        auto: {},
        openai: { headers: { "bad header": "x" }, models: { " spaced": {}, "my model": {} } },
      },
    });
    expect(problems.split("\n").slice(1)).toEqual([
      "  providers.My_Provider: must be lower-case letters, digits and -",
      "  providers.auto: is taken: it begins the refs of routes",
      "  providers.openai.headers.bad header: is not a header name",
      "  providers.openai.models. spaced: must not begin or end with a space, nor hold a line break",
    ]);
  });

  it.each([
    ["api.acme.example/v1", "must be an address that begins with http:// or https://"],
    ["ftp://acme.example", "must be an address that begins with http:// or https://"],
    ["https://acme.example/v1?api-version=2", "must end with its path"],
    ["https://acme.example/v1#there", "must end with its path"],
  ])("says of the base URL %s what one has to be", (baseUrl, words) => {
    const problems = problemsOf({ providers: { acme: { baseUrl, keyVariable: null } } });
    expect(problems).toContain("providers.acme.baseUrl: ");
    expect(problems).toContain(words);
  });

  it("may begin with the mark that Windows' editor writes", () => {
    expect(parseConfig('\uFEFF{"providers":{}}', "switchyard.config.json").providers).toEqual({});
  });

  it("cannot leave open where a provider of its own is, or which key goes there", () => {
    const problems = problemsOf({ providers: { stranger: {}, other: { baseUrl: "https://o.example" } } });
    expect(problems).toContain("providers.stranger.baseUrl");
    expect(problems).toContain("providers.stranger.keyVariable");
    expect(problems).toContain("providers.other.keyVariable");
    expect(problems).not.toContain("providers.other.baseUrl");
  });

  it("cannot hold a key: there is no field for one", () => {
    expect(problemsOf({ providers: { openai: { apiKey: "sk-123" } } })).toContain("apiKey");
  });

  it("names routes, which lead to models of known providers only", () => {
    const acme = { baseUrl: "https://api.acme.example/v1", keyVariable: null };
    const { routes } = parse({
      providers: { acme },
      routes: { fast: { default: "acme/a/b", fallbacks: ["demo/echo"] } },
    });
    expect(routes.fast).toMatchObject({ default: "acme/a/b", fallbacks: ["demo/echo"], rules: [] });
    expect(routes.fast?.fallbackOn).toContain("rate-limit");
    const problems = problemsOf({
      providers: { auto: acme },
      routes: {
        Loud: { default: "demo/echo" },
        endless: { default: "auto/fast" },
        refusing: { default: "demo/echo", fallbackOn: ["bad-request"] },
        always: { default: "demo/echo", rules: [{ when: {}, use: "demo/echo" }] },
      },
    });
    for (const path of [
      "providers.auto",
      "routes.Loud",
      "routes.endless.default",
      "routes.refusing.fallbackOn.0",
      "routes.always.rules.0.when",
    ]) {
      expect.soft(problems).toContain(path);
    }
    expect(problemsOf({ routes: { lost: { default: "demo/echo", fallbacks: ["acme/a"] } } })).toContain(
      'routes.lost: there is no provider "acme"',
    );
  });

  it.each(["", "{", "{ providers: {} }"])("that is not JSON (%j) is named with what is wrong", (text) => {
    expect(() => parseConfig(text, "my.json")).toThrow(/^my\.json is not JSON: /);
  });

  it.each(["Acme", "a/b", "__proto__", "", "-x"])("takes no provider named %j", (id) => {
    const text = `{"providers":{${JSON.stringify(id)}:{"baseUrl":"https://a.example","keyVariable":null}}}`;
    let providers: string[] = [];
    try {
      providers = Object.keys(parseConfig(text, "c.json").providers);
    } catch (error) {
      expect(String(error)).toContain("providers");
    }
    expect(providers).toEqual([]);
  });
});

describe("a value that may have several forms", () => {
  it.each([
    ['{"mcpServers":{"files":{"url":"https://x.example/mcp","trusted":"yes"}}}', "mcpServers.files.trusted"],
    ['{"mcpServers":{"files":{"command":"npx","env":{"LEVEL":3}}}}', "mcpServers.files.env.LEVEL"],
    [
      '{"mcpServers":{"files":{"command":"npx","type":"stdio"}}}',
      'mcpServers.files: Unrecognized key: "type"',
    ],
    ['{"providers":{"wandb":{"headers":{"X-Team":7}}}}', "providers.wandb.headers.X-Team"],
  ])("is reported at the place that is wrong: %s", (text, place) => {
    expect(() => parseConfig(text, "c.json")).toThrow(place);
  });
});
