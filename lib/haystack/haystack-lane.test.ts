import { expect, it } from "vitest";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { generatorToLane } from "./generator-to-lane";
import { laneToGenerator } from "./lane-to-generator";
import { createGenerator, type InitParameters } from "./meta-llama-generator";

const laneOf = (init: Partial<InitParameters> = {}) => generatorToLane(createGenerator(init));

it("Haystack 1: the default generator is a lane of the Llama API without settings", () => {
  expect(laneOf()).toEqual({
    model: "llama/Llama-4-Scout-17B-16E-Instruct-FP8",
    settings: {},
    warnings: [],
  });
});

it("Haystack 2: kwargs become the lane's settings, every other one a body field", () => {
  const { settings, warnings } = laneOf({
    generation_kwargs: {
      max_tokens: 10,
      temperature: 0.5,
      top_p: 0.1,
      stop: "END",
      seed: 4,
      presence_penalty: 1,
      frequency_penalty: -1,
      stream: false,
      safe_prompt: true,
      random_seed: 7,
      response_format: null,
      extra_body: { top_k: 5 },
      extra_headers: { "X-Team": "blue" },
    },
  });
  expect(settings).toEqual({
    maxOutputTokens: 10,
    temperature: 0.5,
    topP: 0.1,
    stopSequences: ["END"],
    seed: 4,
    presencePenalty: 1,
    frequencyPenalty: -1,
    stream: false,
    headers: { "X-Team": "blue" },
    body: { safe_prompt: true, random_seed: 7, top_k: 5 },
  });
  expect(warnings).toEqual([]);
});

it("Haystack 2: a kwarg that no setting can hold still reaches the wire", () => {
  expect(
    laneOf({ generation_kwargs: { temperature: 3, max_tokens: "10", constructor: 1 } }).settings,
  ).toEqual({
    body: { temperature: 3, max_tokens: "10", constructor: 1 },
  });
});

it.each([
  ["https://api.inference.wandb.ai/v1", "wandb"],
  ["https://api.llama.com/compat/v1/chat/completions", "llama"],
  ["http://localhost:11434/v1/", "ollama"],
  ["https://openrouter.ai/api/v1/", "openrouter"],
])("Haystack 6: the address %s is the provider %s", (api_base_url, provider) => {
  const { model } = laneOf({ api_base_url, model: "org/model" });
  expect(model).toBe(`${provider}/org/model`);
});

it("Haystack 6: an unknown address is told, and never taken over by itself", () => {
  const { model, settings, warnings } = laneOf({ api_base_url: "https://me:pass@elsewhere.example/v1/?k=v" });
  expect(model).toBe("llama/Llama-4-Scout-17B-16E-Instruct-FP8");
  expect(settings).toEqual({});
  expect(warnings).toEqual([
    "The generator's address is https://elsewhere.example/v1. It is not taken over: to use it, the operator of this server sets LLAMA_BASE_URL=https://elsewhere.example/v1.",
  ]);
});

it.each([null, "test-base-url", "javascript:alert(1)", "http://api.llama.com/compat/v1/"])(
  "Haystack 6: the address %s is not mistaken for a known one",
  (api_base_url) => {
    const { model, warnings } = laneOf({ api_base_url });
    expect(model).toMatch(/^llama\//);
    expect(warnings).toHaveLength(1);
  },
);

it("Haystack 6: what a lane cannot hold is named", () => {
  const { warnings } = laneOf({
    api_key: { type: "env_var", env_vars: ["MY_KEY"], strict: true },
    timeout: 30,
    tools: [],
    generation_kwargs: { n: 2, extra_headers: { Cookie: "a" }, extra_query: { a: "b" } },
  });
  expect(warnings.join("\n")).toMatch(/MY_KEY.*LLAMA_API_KEY/);
  for (const words of ["timeout", "tools", "n is more than 1", "extra_headers", "extra_query"]) {
    expect(
      warnings.some((warning) => warning.includes(words)),
      words,
    ).toBe(true);
  }
});

const fullSettings: LaneSettings = {
  temperature: 0,
  topP: 1,
  maxOutputTokens: 100,
  stopSequences: ["a", "b"],
  seed: -1,
  presencePenalty: 0,
  frequencyPenalty: 2,
  reasoningEffort: "low",
  stream: true,
  headers: { "X-Team": "blue" },
  body: { safe_prompt: false, nested: { a: [1] } },
};

it.each([
  "llama/llama-3.3-8b-instruct",
  "wandb/Qwen/Qwen3-235B-A22B-Instruct-2507",
  "groq/llama-3.1-8b-instant",
  "huggingface/meta-llama/Llama-3.3-70B-Instruct",
])("Haystack 6: a lane of %s goes to a generator and back unchanged", (model) => {
  const { generator, warnings } = laneToGenerator({ model, settings: fullSettings });
  expect(warnings).toEqual([]);
  expect(generatorToLane(generator)).toEqual({ model, settings: fullSettings, warnings: [] });
});

it("Haystack 6: a lane of the Llama API keeps the component's own address and variable", () => {
  const { generator } = laneToGenerator({ model: "llama/x", settings: {} });
  expect(generator).toEqual(createGenerator({ model: "x" }));
});

it("Haystack 6: a system prompt and a provider without a key are told", () => {
  const { generator, warnings } = laneToGenerator({
    model: "ollama/llama3.2",
    settings: { instructions: "Be brief" },
  });
  expect(generator.init_parameters.api_key.env_vars).toEqual(["OLLAMA_API_KEY"]);
  expect(warnings).toHaveLength(2);
});

it("Haystack 6: a provider that nobody knows is an error naming the known ones, unless its address is given", () => {
  const lane = { model: "acme/m", settings: {} };
  expect(() => laneToGenerator(lane)).toThrow(/acme.*llama, wandb/);
  const provider = { baseUrl: "https://acme.example/v1", keyVariable: "ACME_KEY" };
  expect(laneToGenerator({ ...lane, provider }).generator.init_parameters).toMatchObject({
    api_base_url: "https://acme.example/v1",
    api_key: { env_vars: ["ACME_KEY"] },
  });
});
