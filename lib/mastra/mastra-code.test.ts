import { parse } from "@babel/parser";
import { expect, it } from "vitest";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { importMastra } from "./import-mastra";
import { type MastraExport, toMastraCode } from "./to-mastra-code";

/** The code, once a strict parser has taken it. */
function codeOf(lane: Partial<MastraExport> = {}): string {
  const code = toMastraCode({
    name: "my-agent",
    model: "llama/llama-3.3-8b-instruct",
    settings: {},
    ...lane,
  });
  expect(parse(code, { sourceType: "module", plugins: ["typescript"] }).errors ?? []).toEqual([]);
  return code;
}

const fullSettings: LaneSettings = {
  instructions: `Say "hi"\n\\ \`\${x}\` \u2028\u202e 🦙`,
  temperature: 0,
  topP: 1,
  maxOutputTokens: 100,
  stopSequences: ["a", "</s>"],
  seed: -1,
  presencePenalty: -2,
  frequencyPenalty: 2,
  reasoningEffort: "low",
  headers: { "X-Team": "blue" },
  body: { safe_prompt: false, "odd key": { a: [1, null, "x".repeat(90)] }, constructor: 1 },
};

it("Mastra 2: the code is what runs on the current package", () => {
  expect(codeOf({ settings: { instructions: "Be brief" } })).toBe(`import { Agent } from "@mastra/core/agent";

const agent = new Agent({
  id: "my-agent",
  name: "my-agent",
  instructions: "Be brief",
  model: "llama/llama-3.3-8b-instruct",
});

// Generate a response
const response = await agent.generate("Hello!");
console.log(response.text);

// Stream a response
const stream = await agent.stream("Tell me a story.");
for await (const chunk of stream.textStream) {
  process.stdout.write(chunk);
}
`);
});

it("Mastra 3: a lane that streams is written with stream, one that does not with generate", () => {
  expect(codeOf({ settings: { stream: false } })).not.toContain("agent.stream");
  expect(codeOf({ settings: { stream: true } })).not.toContain("agent.generate");
});

it("Mastra 2: an address comes with providerId beside modelId, and the key as a variable", () => {
  const addresses = { llama: { baseUrl: "https://my.example/v1", keyVariable: "LLAMA_API_KEY" } };
  const code = codeOf({ model: "llama/org/x", addresses });
  expect(code).toContain('providerId: "llama",');
  expect(code).toContain('modelId: "org/x",');
  expect(code).toContain('url: "https://my.example/v1",');
  expect(code).toContain("apiKey: process.env.LLAMA_API_KEY,");
});

it("Mastra 2: a provider that Mastra's router does not know comes with its address", () => {
  const code = codeOf({ model: "ollama/llama3.2:3b" });
  expect(code).toContain('providerId: "ollama",');
  expect(code).toContain('url: "http://127.0.0.1:11434/v1",');
});

it("Mastra 2: a provider that nobody knows is an error naming the known ones", () => {
  expect(() => toMastraCode({ name: "a", model: "acme/x", settings: {} })).toThrow(/acme.*llama, wandb/);
});

it("Mastra 2: dynamic selection asks the request's context", () => {
  const choices = [{ key: "task", equals: "complex", model: "llama/llama-4-scout-17b-16e-instruct-fp8" }];
  const code = codeOf({ choices });
  expect(code).toContain(
    'if (requestContext.get("task") === "complex") return "llama/llama-4-scout-17b-16e-instruct-fp8";',
  );
  expect(code).toContain('import { RequestContext } from "@mastra/core/request-context";');
  expect(code).toContain('agent.generate("Hello!", { requestContext })');
});

it.each([
  "llama/llama-3.3-8b-instruct",
  "wandb/Qwen/Qwen3-235B-A22B-Instruct-2507",
  "together/meta-llama/Llama-3.3-70B-Instruct-Turbo",
  "meta/muse-1",
  "ollama/llama3.2:3b",
  "openai/gpt-4o",
])("Mastra 2: a lane of %s goes to code and back unchanged", (model) => {
  for (const settings of [{}, fullSettings, { stream: true }, { ...fullSettings, stream: false }]) {
    const [lane] = importMastra(codeOf({ model, settings }));
    expect(lane).toMatchObject({ name: "my-agent", model, candidates: [], warnings: [] });
    expect(lane?.settings).toEqual(settings);
  }
});

it("Mastra 2: a dynamic lane goes to code and back unchanged", () => {
  const choices = [
    { key: "task", equals: 'com"plex', model: "llama/b" },
    { key: "odd key", equals: "", model: "ollama/c" },
  ];
  const [lane] = importMastra(codeOf({ choices, settings: fullSettings }));
  expect(lane?.settings).toEqual(fullSettings);
  expect(lane?.candidates.map(({ model, rule }) => ({ model, ...rule }))).toEqual([
    { model: "llama/llama-3.3-8b-instruct" },
    ...choices.map(({ model, ...rule }) => ({ model, ...rule })),
  ]);
});

it("Mastra 2: a documented agent comes back from code as the same lane, without the form that is rejected", () => {
  const [lane] = importMastra(`const agent = new Agent({ name: 'custom-agent', model: {
    url: 'https://api.inference.wandb.ai/v1', modelId: 'Qwen/Qwen3-235B-A22B-Instruct-2507',
    apiKey: process.env.WANDB_API_KEY, headers: { 'X-Custom-Header': 'value' } } });`);
  const { name = "", model, settings = {} } = lane ?? {};
  const [again] = importMastra(codeOf({ name, model: model ?? "", settings }));
  expect(again).toMatchObject({ ...lane, warnings: [] });
});

it("Mastra 2: names, texts and keys that look like code stay texts", () => {
  const evil = `"}); process.exit(1); //\n*/ \`\${x}\``;
  const settings: LaneSettings = { instructions: evil, body: { [evil]: evil, ["__proto__"]: 1 } };
  const code = codeOf({ name: evil, model: `llama/${'"+x+"'}`, settings });
  const [lane] = importMastra(code);
  expect(lane).toMatchObject({
    name: evil,
    model: 'llama/"+x+"',
    settings: { instructions: evil, body: { [evil]: evil } },
  });
});
