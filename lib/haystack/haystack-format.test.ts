import { expect, it } from "vitest";
import { AppError } from "@/lib/app-error";
import { isJsonObject, type JsonValue } from "@/lib/json-value";
import { exportGenerator, exportPipeline, toHaystackJson } from "./export-generator";
import { importGenerator } from "./import-generator";
import { createGenerator, generatorType, type InitParameters } from "./meta-llama-generator";
import { toHaystackYaml } from "./to-haystack-yaml";

/** As the provider's contract gives it, byte for byte. */
const documented = `{"type":"haystack_integrations.components.generators.meta_llama.chat.chat_generator.MetaLlamaChatGenerator",
 "init_parameters":{"api_key":{"type":"env_var","env_vars":["LLAMA_API_KEY"],"strict":true},
  "model":"Llama-4-Scout-17B-16E-Instruct-FP8","streaming_callback":null,
  "api_base_url":"https://api.llama.com/compat/v1/","generation_kwargs":{},
  "timeout":null,"max_retries":null,"tools":null}}`;

const documentedPipeline = `{"metadata":{},"max_runs_per_component":100,"connection_type_validation":true,"components":{"generator":${documented}},"connections":[]}`;

const schemaFormat = {
  type: "json_schema",
  json_schema: {
    name: "NobelPrizeInfo",
    strict: true,
    schema: { type: "object", properties: { award_year: { type: "integer", title: "Award Year" } } },
  },
};

const tool = (name: string) => ({
  type: "haystack.tools.tool.Tool",
  data: { name, description: "d", parameters: { city: { type: "string" } }, function: `tests.${name}` },
});

const component = (init: Record<string, unknown>) => ({ type: generatorType, init_parameters: init });
const generatorWith = (init: Partial<InitParameters>) => createGenerator(init);

/** What the import says of a text that it refuses. */
function refusalOf(text: string): string {
  try {
    importGenerator(text);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  throw new Error("it was taken");
}

it("Haystack 6: the default generator exports to exactly the documented JSON, in its order", () => {
  const written = JSON.stringify(exportGenerator(createGenerator()));
  expect(written).toBe(JSON.stringify(JSON.parse(documented)));
});

it("Haystack 6: in a pipeline it exports to exactly the documented form", () => {
  const written = JSON.stringify(exportPipeline({ generator: createGenerator() }));
  expect(written).toBe(JSON.stringify(JSON.parse(documentedPipeline)));
});

it.each([
  ["JSON", documented],
  ["YAML", toHaystackYaml(JSON.parse(documented))],
  ["JSON with Windows line ends and a byte order mark", `\uFEFF${documented.replaceAll("\n", "\r\n")}`],
  ["JSON indented with tabs", JSON.stringify(JSON.parse(documented), null, "\t")],
  ["YAML with Windows line ends", toHaystackYaml(JSON.parse(documented)).replaceAll("\n", "\r\n")],
])("Haystack 6: the documented generator is imported from %s", (_, text) => {
  expect(importGenerator(text)).toMatchObject({ generator: createGenerator(), name: null, pipeline: null });
});

it("Haystack 6: timeout and max_retries may be absent, and are exported as null", () => {
  const init = { api_key: { type: "env_var", env_vars: ["LLAMA_API_KEY"], strict: true }, model: "m" };
  const { generator } = importGenerator(JSON.stringify(component(init)));
  expect(exportGenerator(generator).init_parameters).toMatchObject({ timeout: null, max_retries: null });
});

it("Haystack 7: all init parameters are kept, unknown kwargs and unknown parameters included", () => {
  const init = {
    api_key: { type: "env_var", env_vars: ["ENV_VAR", "OTHER"], strict: false },
    model: "any/model:1",
    streaming_callback: "haystack.components.generators.utils.print_streaming_chunk",
    api_base_url: "test-base-url",
    generation_kwargs: { max_tokens: 10, some_test_param: "test-params", response_format: schemaFormat },
    timeout: 30,
    max_retries: 5,
    tools: [tool("weather")],
    tools_strict: true,
    http_client_kwargs: { proxy: null },
  };
  const written = component(init);
  for (const text of [toHaystackJson(written as JsonValue), toHaystackYaml(written as JsonValue)]) {
    expect(exportGenerator(importGenerator(text).generator)).toEqual(written);
  }
});

it("Haystack 7: the import round trip keeps timeout 30 and retries 5", () => {
  const text = toHaystackYaml(exportGenerator(generatorWith({ timeout: 30, max_retries: 5 })));
  expect(importGenerator(text).generator.init_parameters).toMatchObject({ timeout: 30, max_retries: 5 });
});

it("Haystack 7: mixed tools and toolsets are kept as they are", () => {
  const toolset = { type: "haystack.tools.toolset.Toolset", data: { tools: [tool("population")] } };
  const tools = [tool("weather"), toolset];
  const text = toHaystackYaml(exportGenerator(generatorWith({ tools })));
  expect(importGenerator(text).generator.init_parameters.tools).toEqual(tools);
});

it("Haystack 7: a pipeline goes through YAML and back with everything around the generator", () => {
  const pipeline = {
    metadata: { owner: "Zoë 🦙", on: "yes" },
    max_runs_per_component: 7,
    connection_type_validation: true,
    components: {
      prompt: {
        type: "haystack.components.builders.ChatPromptBuilder",
        init_parameters: { template: "a\nb\n" },
      },
      llm: JSON.parse(documented),
    },
    connections: [{ sender: "prompt.prompt", receiver: "llm.messages" }],
  };
  const imported = importGenerator(toHaystackYaml(pipeline));
  expect(imported).toMatchObject({ format: "yaml", name: "llm", generator: createGenerator() });
  const changed = generatorWith({ generation_kwargs: { temperature: 0.7 } });
  const { name, pipeline: around } = imported;
  const written = exportPipeline({ generator: changed, name: name ?? "", pipeline: around });
  expect(written).toEqual({
    ...pipeline,
    components: { ...pipeline.components, llm: exportGenerator(changed) },
  });
  expect(Object.keys(written)).toEqual(Object.keys(pipeline));
});

it("Haystack 6: of several generators none is guessed; they are named", () => {
  const text = JSON.stringify({ components: { one: JSON.parse(documented), two: JSON.parse(documented) } });
  expect(refusalOf(text)).toBe(
    "components: There are several MetaLlamaChatGenerators: one, two. Paste the one you mean alone.",
  );
});

it("Haystack 6: a pipeline without one says which components there are", () => {
  const text = JSON.stringify({ components: { llm: { type: "haystack.components.OpenAIChatGenerator" } } });
  expect(refusalOf(text)).toContain("llm (OpenAIChatGenerator)");
});

const rawKey = "LLM|624231|Raw-Secret_value";

it.each<[string, unknown, string]>([
  ["a text", component({ api_key: rawKey }), "init_parameters.api_key"],
  ["a token", component({ api_key: { type: "token", token: rawKey } }), "init_parameters.api_key"],
  [
    "an env_var with a token beside it",
    component({ api_key: { type: "env_var", env_vars: ["A"], token: rawKey } }),
    "init_parameters.api_key",
  ],
  [
    "a key as a variable's name",
    component({ api_key: { type: "env_var", env_vars: [rawKey] } }),
    "init_parameters.api_key.env_vars[0]",
  ],
  [
    "a kwarg",
    component({ generation_kwargs: { api_key: "s3cr3t-Raw-Secret_value" } }),
    "init_parameters.generation_kwargs.api_key",
  ],
  [
    "a header",
    component({ generation_kwargs: { extra_headers: { Authorization: `Bearer ${rawKey}` } } }),
    "extra_headers.Authorization",
  ],
  ["the model's name", component({ model: rawKey }), "init_parameters.model"],
  [
    "another component",
    {
      components: {
        llm: JSON.parse(documented),
        search: { init_parameters: { api_key: { type: "token", token: rawKey } } },
      },
    },
    "components.search.init_parameters.api_key",
  ],
])("Haystack 6: a raw key is refused and never repeated: as %s", (_, value, path) => {
  for (const text of [JSON.stringify(value), toHaystackYaml(value as JsonValue)]) {
    const message = refusalOf(text);
    expect(message).toContain(path);
    expect(message).not.toContain("Raw-Secret");
  }
});

it("Haystack 6: the refusal of a raw key says what to write instead", () => {
  expect(refusalOf(JSON.stringify(component({ api_key: rawKey })))).toContain(
    '{"type": "env_var", "env_vars": ["LLAMA_API_KEY"], "strict": true}',
  );
});

it("Haystack 6: a key is never exported, wherever it got to", () => {
  const kwargs = { extra_headers: { Authorization: `Bearer ${rawKey}` } };
  expect(() => exportGenerator(generatorWith({ generation_kwargs: kwargs }))).toThrow("raw key");
  const pipeline = { components: { other: { init_parameters: { api_key: rawKey } } } };
  expect(() => exportPipeline({ generator: createGenerator(), pipeline })).toThrow("raw key");
});

it.each([
  ["a value of the wrong type", component({ model: 7 }), "init_parameters.model: "],
  ["kwargs that are a list", component({ generation_kwargs: [] }), "init_parameters.generation_kwargs: "],
  ["a negative number of tries", component({ max_retries: -1 }), "init_parameters.max_retries: "],
  ["no init_parameters", { type: generatorType }, "init_parameters: "],
  ["another component", { type: "a.b.OpenAIChatGenerator" }, "OpenAIChatGenerator"],
  ["a list", [1], "no component and no pipeline"],
  ["neither type nor components", { a: 1 }, 'There is no "type"'],
])("Haystack 6: %s is refused with its path", (_, value, words) => {
  expect(refusalOf(JSON.stringify(value))).toContain(words);
});

it.each([
  ["JSON that ends too early", `{\n  "type": "x",\n  "init`, "Line 3: This is not valid JSON."],
  ["JSON with a stray comma", `{\n  "a": 1,\n}`, "Line 3: This is not valid JSON."],
  ["a key twice in JSON", `{\n "a": {"b": 1},\n "c": {"a": 1},\n "a": 2}`, "Line 4: A key appears twice"],
  ["a key twice in YAML", "a: 1\nb:\n  c: 1\n  c: 2\n", "Line 4: A key appears twice"],
  ["a tab in YAML", "a:\n\tb: 1\n", "Line 2: YAML does not allow tabs"],
  ["an open bracket in YAML", "a:\n  b: [1, 2\nc: 3\n", "Line 3: "],
  ["two documents", "a: 1\n---\nb: 2\n", "Line 2: There is more than one YAML document"],
  ["a Python object", "a: 1\nb: !!python/object/apply:os.system ['id']\n", "Line 2: A tag is not allowed"],
  ["a binary tag", "a: !!binary aGk=\n", "a: is no value that JSON can hold."],
  ["an alias without an anchor", "a: *b\n", "An alias in this YAML has no anchor"],
  ["infinity", "a: .inf\n", "a: is no value that JSON can hold."],
  ["nothing", " \r\n ", "There is nothing to import."],
])("Haystack 6: %s is refused with its line", (_, text, words) => {
  expect(refusalOf(text)).toContain(words);
});

it("Haystack 6: a syntax error never quotes the text", () => {
  for (const text of [
    `{"api_key": "${rawKey}"`,
    `api_key: "${rawKey}\nb: [`,
    `{"a": ${rawKey}}`,
    `a: &${rawKey} *x`,
  ]) {
    expect(refusalOf(text)).not.toContain("Raw-Secret");
  }
});

it.each([
  ["brackets", "[".repeat(100_000)],
  ["closed brackets", "[".repeat(5000) + "]".repeat(5000)],
  ["objects", `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`],
  ["YAML lists", "- ".repeat(100_000)],
  ["YAML keys", "? ".repeat(50_000)],
  ["YAML maps", Array.from({ length: 400 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
  ["a text that is too long", `a: "${"x".repeat(500_000)}"`],
  ["too many values", `[${"1,".repeat(60_000)}1]`],
  [
    "aliases that multiply",
    `a: &a [${"x,".repeat(9)}x]\nb: &b [${"*a,".repeat(9)}*a]\nc: &c [${"*b,".repeat(9)}*b]\nd: [${"*c,".repeat(9)}*c]\n`,
  ],
  ["an alias that holds itself", "a: &a [*a]\n"],
])("Haystack 6: %s are refused quickly", (_, text) => {
  const startedAt = performance.now();
  expect(refusalOf(text).length).toBeLessThan(200);
  expect(performance.now() - startedAt).toBeLessThan(3000);
});

it("Haystack 6: many keys are read in linear time", () => {
  const lines = Array.from({ length: 15_000 }, (_, index) => `    k${index}: v`).join("\n");
  const text = `type: ${generatorType}\ninit_parameters:\n  generation_kwargs:\n${lines}\n`;
  const startedAt = performance.now();
  expect(Object.keys(importGenerator(text).generator.init_parameters.generation_kwargs)).toHaveLength(15_000);
  expect(performance.now() - startedAt).toBeLessThan(3000);
});

it.each([
  [
    "JSON",
    JSON.stringify(component({})).replace(
      "{}",
      '{"__proto__":{"x":1},"generation_kwargs":{"__proto__":{"polluted":1},"constructor":"c"}}',
    ),
  ],
  [
    "YAML",
    `type: ${generatorType}\ninit_parameters:\n  __proto__: {x: 1}\n  generation_kwargs:\n    __proto__: {polluted: 1}\n    constructor: c\n`,
  ],
])("Haystack 6: __proto__ in %s is harmless", (_, text) => {
  const { generation_kwargs: kwargs } = importGenerator(text).generator.init_parameters;
  expect(kwargs.polluted).toBeUndefined();
  expect(Object.getPrototypeOf(kwargs)).toBe(Object.prototype);
  expect(kwargs).toEqual({ constructor: "c" });
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

it("Haystack 6: an anchor used a few times is read, and merged where it says so", () => {
  const text = `base: &base {temperature: 0.5}\ntype: ${generatorType}\ninit_parameters:\n  generation_kwargs:\n    <<: *base\n    top_p: 1\n`;
  expect(refusalOf(text)).toContain("base");
  const inside = `components:\n  llm:\n    type: ${generatorType}\n    init_parameters:\n      generation_kwargs: &k {temperature: 0.5}\nmetadata:\n  <<: *k\n`;
  const imported = importGenerator(inside);
  expect(imported.generator.init_parameters.generation_kwargs).toEqual({ temperature: 0.5 });
  expect(imported.pipeline?.metadata).toEqual({ temperature: 0.5 });
});

it("Haystack 6: plain words mean in YAML what they mean to Python", () => {
  const kwargs =
    "{n: 1, y: 2, a: yes, b: Off, c: 1e5, d: 1.0e-07, e: 2026-07-06, f: ~, g: 0x10, h: 010, i: 1_000, j: 'no'}";
  const text = `type: ${generatorType}\ninit_parameters:\n  generation_kwargs: ${kwargs}\n`;
  expect(importGenerator(text).generator.init_parameters.generation_kwargs).toEqual({
    n: 1,
    y: 2,
    a: true,
    b: false,
    c: "1e5",
    d: 1e-7,
    e: "2026-07-06",
    f: null,
    g: 16,
    h: 8,
    i: 1000,
    j: "no",
  });
});

it("Haystack 6: unicode and awkward texts survive both formats", () => {
  const kwargs = {
    emoji: "🦙 Zoë \u2028 \u200b",
    lines: "a\r\nb\n\n  c \t",
    yes: "yes",
    empty: "",
    hash: "a # b: c",
    quote: `"'\\`,
    "key: with # all": "- x",
    number: "0123",
    nested: [[], {}, [null, [true]]],
  };
  for (const write of [toHaystackJson, toHaystackYaml]) {
    const text = write(exportGenerator(generatorWith({ generation_kwargs: kwargs })));
    expect(importGenerator(text).generator.init_parameters.generation_kwargs).toEqual(kwargs);
  }
});

it("Haystack 6: what is imported holds plain objects only", () => {
  const { generator } = importGenerator(documented);
  expect(isJsonObject(generator.init_parameters.generation_kwargs)).toBe(true);
});
