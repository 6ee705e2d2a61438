import { expect, it } from "vitest";
import { AppError } from "@/lib/app-error";
import type { JsonValue } from "@/lib/json-value";
import { importMastra } from "./import-mastra";
import { toLiteral } from "./literal";
import { parseModelConfig } from "./parse-model-config";

const parse = (config: JsonValue) => parseModelConfig(toLiteral(config));
const wandbUrl = "https://api.inference.wandb.ai/v1";

function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  throw new Error("it was taken");
}

it.each([
  [
    "llama/cerebras-llama-4-maverick-17b-128e-instruct",
    "llama",
    "cerebras-llama-4-maverick-17b-128e-instruct",
    "LLAMA_API_KEY",
  ],
  [
    "wandb/Qwen/Qwen3-235B-A22B-Instruct-2507",
    "wandb",
    "Qwen/Qwen3-235B-A22B-Instruct-2507",
    "WANDB_API_KEY",
  ],
])("Mastra 1: the string %s is split at its first slash", (ref, providerId, modelId, keyVariable) => {
  expect(parse(ref)).toEqual({ providerId, modelId, ref, url: null, keyVariable, headers: {}, warnings: [] });
});

it("Mastra 1: an object with id names provider and model", () => {
  const config = { id: "wandb/Qwen/Qwen3-Coder", headers: { "X-Custom-Header": "value" } };
  expect(parse(config)).toMatchObject({
    ref: "wandb/Qwen/Qwen3-Coder",
    headers: { "X-Custom-Header": "value" },
    warnings: [],
  });
});

it("Mastra 1: an object with providerId and modelId needs no splitting", () => {
  const config = {
    providerId: "wandb",
    modelId: "Qwen/Qwen3-Coder",
    url: `${wandbUrl}/`,
    apiKey: "process.env.WANDB_API_KEY",
  };
  expect(parse(config)).toEqual({
    providerId: "wandb",
    modelId: "Qwen/Qwen3-Coder",
    ref: "wandb/Qwen/Qwen3-Coder",
    url: wandbUrl,
    keyVariable: "WANDB_API_KEY",
    headers: {},
    warnings: [],
  });
});

it("Mastra 1: the documents' own form with url and modelId is the provider of that address, with a warning", () => {
  const config = {
    url: "https://api.llama.com/compat/v1/",
    modelId: "cerebras-llama-4-maverick-17b-128e-instruct",
    apiKey: "process.env.LLAMA_API_KEY",
    headers: { "X-Custom-Header": "value" },
  };
  expect(parse(config)).toMatchObject({
    providerId: "llama",
    ref: "llama/cerebras-llama-4-maverick-17b-128e-instruct",
    keyVariable: "LLAMA_API_KEY",
    headers: { "X-Custom-Header": "value" },
    warnings: [expect.stringContaining("rejects url and modelId without a providerId")],
  });
});

it("Mastra 1: an id whose first part belongs to the model's name is a trap and warned of", () => {
  const { ref, warnings } = parse({ url: wandbUrl, id: "Qwen/Qwen3-235B" });
  expect(ref).toBe("wandb/Qwen/Qwen3-235B");
  expect(warnings.join()).toContain('Mastra takes "Qwen" for the provider and asks for "Qwen3-235B"');
  expect(warnings.join()).toContain('providerId: "wandb", modelId: "Qwen/Qwen3-235B"');
});

it("Mastra 1: the trap at an address nobody knows gives no provider", () => {
  const model = parse({ url: "https://my.example/v1", id: "Qwen/Qwen3-235B" });
  expect(model).toMatchObject({ providerId: null, ref: null, modelId: "Qwen/Qwen3-235B" });
  expect(model.warnings.join()).toContain('takes "Qwen" for the provider');
});

it("Mastra 1: a name of one's own at an unknown address is kept, and the address is not taken over", () => {
  const model = parse({ url: "https://u:p@my.example/v1?key=1", id: "custom/llama3" });
  expect(model).toMatchObject({ ref: "custom/llama3", url: "https://my.example/v1" });
  expect(model.warnings.join("\n")).toContain("CUSTOM_BASE_URL=https://my.example/v1");
  expect(JSON.stringify(model)).not.toContain("u:p");
});

it("Mastra 1: a known provider at another address stays that provider, and the variable for the address is told", () => {
  const { ref, warnings } = parse({ id: "llama/x", url: "http://10.0.0.1:8000/v1" });
  expect(ref).toBe("llama/x");
  expect(warnings.join()).toContain("LLAMA_BASE_URL=http://10.0.0.1:8000/v1");
});

it("Mastra 1: Mastra's own names of providers are ours", () => {
  expect(parse("togetherai/meta-llama/Llama-3").ref).toBe("together/meta-llama/Llama-3");
  expect(parse("fireworks-ai/x").ref).toBe("fireworks/x");
});

it("Mastra 1: a provider that is not built in is taken with a warning", () => {
  expect(parse("acme/m")).toMatchObject({
    ref: "acme/m",
    keyVariable: null,
    warnings: [expect.stringContaining("acme")],
  });
});

it.each([
  ['{ id: "llama/x", apiKey: process.env.MY_KEY }'],
  ['{ id: "llama/x", apiKey: process.env["MY_KEY"] }'],
  ['{ id: "llama/x", apiKey: process.env.MY_KEY! }'],
  ['{ id: "llama/x", apiKey: process.env.MY_KEY ?? "" }'],
  ['{ id: "llama/x", apiKey: process.env.MY_KEY as string }'],
  ['{ "id": "llama/x", "apiKey": "process.env.MY_KEY" }'],
  [`{ "id": "llama/x", "apiKey": "\${process.env.MY_KEY}" }`],
])("Mastra 1: the key in %s is read as its variable's name", (code) => {
  const [lane] = importMastra(code);
  expect(lane?.warnings.join()).toContain("The key is read from MY_KEY; this server reads LLAMA_API_KEY.");
});

it.each([
  '{ id: "llama/x", apiKey: "Raw-Secret-1" }',
  '{ id: "llama/x", apiKey: `Raw-Secret-1` }',
  '{ id: "llama/x", apiKey: process.env.X || "Raw-Secret-1" }',
  '{ id: "llama/x", apiKey: "Raw-" + "Secret-1" }',
  '{ id: "llama/x", headers: { Authorization: "Bearer Raw-Secret-1" } }',
  '{ "providerId": "llama", "modelId": "x", "apiKey": "Raw-Secret-1" }',
  'const key = "Raw-Secret-1"; new Agent({ model: { id: "llama/x", apiKey: key } })',
  'new Agent({ model: "llama/x", defaultOptions: { providerOptions: { llama: { api_key: "Raw-Secret-1" } } } })',
  'new Agent({ model: "llama/x", instructions: "use sk-Raw-Secret-1-abcdefghijklmnop" })',
])("Mastra 1: a raw key is refused and never repeated: %s", (code) => {
  const message = refusalOf(() => importMastra(code));
  expect(message).toContain("raw key");
  expect(message).not.toContain("Secret");
});

it.each<[JsonValue, string]>([
  ["no-slash", "no provider"],
  ["/x", "no provider"],
  ["a/", "no provider"],
  ["a b/c", "no provider"],
  [{}, "The model needs id"],
  [{ modelId: "x" }, "The model needs id"],
  [{ id: "x" }, "The model needs id"],
  [7, "no text and no object"],
  [null, "no text and no object"],
])("Mastra 1: %j is no model, and what is missing is said", (config, words) => {
  expect(refusalOf(() => parse(config))).toContain(words);
});

it("Mastra 1: fields named after prototypes do no harm", () => {
  const config = JSON.parse(
    '{"id":"llama/x","__proto__":{"url":"https://evil.example"},"constructor":1,"headers":{"__proto__":"x"}}',
  );
  const model = parse(config);
  expect(model).toMatchObject({ ref: "llama/x", url: null });
  expect(Object.getPrototypeOf(model.headers)).toBe(Object.prototype);
  expect(parse("constructor/x")).toMatchObject({ ref: "constructor/x" });
  expect(parse("__proto__/x")).toMatchObject({ ref: "__proto__/x" });
});
