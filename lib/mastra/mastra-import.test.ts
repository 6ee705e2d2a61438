import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { AppError } from "@/lib/app-error";
import { importMastra } from "./import-mastra";
import type { MastraLane } from "./read-agent";

const documents = {
  llama: readFileSync("lib/mastra/fixtures/llama.txt", "utf8"),
  wandb: readFileSync("lib/mastra/fixtures/wandb.txt", "utf8"),
};

/** The documents' snippets, as they stand there. */
function snippetsOf(document: string): string[] {
  return [...document.matchAll(/```typescript\n([\s\S]*?)```/g)].map(([, code]) => code ?? "");
}

function only(lanes: MastraLane[]): MastraLane {
  const [lane] = lanes;
  if (lane === undefined || lanes.length !== 1) throw new Error(`${lanes.length} lanes`);
  return lane;
}

function refusalOf(text: string): string {
  try {
    importMastra(text);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  throw new Error("it was taken");
}

it("Mastra 2: the Llama document's first agent fills a lane", () => {
  expect(importMastra(snippetsOf(documents.llama)[0] ?? "")).toEqual([
    {
      asked: { kind: "primitive", line: 10, value: "こんにちは！" },
      name: "my-agent",
      model: "llama/cerebras-llama-4-maverick-17b-128e-instruct",
      settings: { instructions: "あなたは頼りになるアシスタントです" },
      candidates: [],
      warnings: [],
    },
  ]);
});

it("Mastra 2: the W&B document's first agent keeps the slashes of its model", () => {
  expect(only(importMastra(snippetsOf(documents.wandb)[0] ?? ""))).toMatchObject({
    model: "wandb/Qwen/Qwen3-235B-A22B-Instruct-2507",
    settings: { instructions: "あなたは役に立つアシスタントです" },
  });
});

it.each([
  ["llama", "llama/cerebras-llama-4-maverick-17b-128e-instruct"],
  ["wandb", "wandb/Qwen/Qwen3-235B-A22B-Instruct-2507"],
] as const)("Mastra 2: the %s document's agent with custom headers keeps them", (name, model) => {
  const lane = only(importMastra(snippetsOf(documents[name])[1] ?? ""));
  expect(lane).toMatchObject({
    name: "custom-agent",
    model,
    settings: { headers: { "X-Custom-Header": "value" } },
  });
  expect(lane.warnings).toEqual([expect.stringContaining("without a providerId")]);
});

it("Mastra 2: the Llama document's dynamic agent gives its candidates, the default first", () => {
  const lane = only(importMastra(snippetsOf(documents.llama)[2] ?? ""));
  expect(lane.model).toBe("llama/cerebras-llama-4-maverick-17b-128e-instruct");
  expect(lane.candidates).toEqual([
    { model: "llama/cerebras-llama-4-maverick-17b-128e-instruct", condition: null, rule: null },
    {
      model: "llama/llama-4-scout-17b-16e-instruct-fp8",
      condition: "runtimeContext.task === 'complex'",
      rule: { key: "task", equals: "complex" },
    },
  ]);
  expect(lane.warnings.join()).toContain("The model is chosen by a function. The default is taken");
});

it("Mastra 2: the W&B document's dynamic agent too", () => {
  const lane = only(importMastra(snippetsOf(documents.wandb)[2] ?? ""));
  expect(lane.candidates.map(({ model }) => model)).toEqual([
    "wandb/Qwen/Qwen3-235B-A22B-Instruct-2507",
    "wandb/moonshotai/Kimi-K2-Instruct",
  ]);
});

it.each(["llama", "wandb"] as const)(
  "Mastra 2: the whole %s document pasted gives its three agents",
  (name) => {
    const names = ["my-agent", "custom-agent", "dynamic-agent"];
    expect(importMastra(documents[name]).map((lane) => lane.name)).toEqual(names);
    const windows = documents[name].replaceAll("\n", "\r\n");
    expect(importMastra(windows).map((lane) => lane.name)).toEqual(names);
  },
);

it("Mastra 2: several agents in one paste are a list", () => {
  const code = `
    import { Agent as Helper } from "@mastra/core/agent";
    export const a: Helper = new Helper({ id: "a", name: "A", instructions: "x", model: "llama/a" } as const);
    export const b = new Agent({ id: "b", model: { id: "wandb/b/c" } });
    export default { agents: [new mastra.Agent({ name: "C", model: openai("gpt-4o") })] };
  `;
  expect(importMastra(code).map(({ name, model }) => [name, model])).toEqual([
    ["A", "llama/a"],
    ["b", "wandb/b/c"],
    ["C", "openai/gpt-4o"],
  ]);
});

it.each([
  ["wandb/Qwen/Qwen3-235B-A22B-Instruct-2507"],
  ["  'wandb/Qwen/Qwen3-235B-A22B-Instruct-2507',\r\n"],
  ['"wandb/Qwen/Qwen3-235B-A22B-Instruct-2507";'],
  ["`wandb/Qwen/Qwen3-235B-A22B-Instruct-2507`"],
  ['model: "wandb/Qwen/Qwen3-235B-A22B-Instruct-2507",'],
  ['{ "id": "wandb/Qwen/Qwen3-235B-A22B-Instruct-2507" }'],
  ["{ url: 'https://api.inference.wandb.ai/v1', modelId: 'Qwen/Qwen3-235B-A22B-Instruct-2507' }"],
  ["model: {\n  providerId: 'wandb',\n  modelId: 'Qwen/Qwen3-235B-A22B-Instruct-2507',\n},"],
  ["{ name: 'x', model: 'wandb/Qwen/Qwen3-235B-A22B-Instruct-2507' }"],
])("Mastra 2: %j pasted alone is a lane", (text) => {
  expect(only(importMastra(text)).model).toBe("wandb/Qwen/Qwen3-235B-A22B-Instruct-2507");
});

it("Mastra 2: constants, joined texts and templates without expressions are read", () => {
  const code = `
    const PROVIDER = "llama";
    const MODEL = \`\${PROVIDER}/x\`;
    const instructions = "Be " + "brief.\\n" + \`And kind.\`;
    const base = { name: "n", instructions };
    const agent = new Agent({ ...base, model: MODEL });
  `;
  expect(only(importMastra(code))).toMatchObject({
    name: "n",
    model: "llama/x",
    settings: { instructions: "Be brief.\nAnd kind." },
  });
});

it("Mastra 2: instructions as messages are joined, and those that only running could tell are named", () => {
  const list = `new Agent({ model: "llama/x", instructions: [{ role: "system", content: "a" }, "b"] })`;
  expect(only(importMastra(list)).settings.instructions).toBe("a\n\nb");
  const called = only(importMastra(`new Agent({ model: "llama/x", instructions: load() })`));
  expect(called.settings).toEqual({});
  expect(called.warnings).toEqual(["The instructions on line 1 are not written out; they are left out."]);
});

it("Mastra 2: default options become settings, and what is none of ours is named", () => {
  const code = `new Agent({
    name: "x", model: "llama/x", tools: { weather }, memory,
    defaultOptions: {
      modelSettings: { temperature: -0 + 0.5, topP: 0.9, maxOutputTokens: 100, stopSequences: ["a"], seed: 3, topK: 5 },
      providerOptions: { llama: { reasoningEffort: "low", safe_prompt: true, nested: { a: [1, null] } } },
      maxSteps: 3,
    },
    defaultGenerateOptions: { maxTokens: 7, temperature: 9 },
  })`;
  const { settings, warnings } = only(importMastra(code));
  expect(settings).toEqual({
    topP: 0.9,
    maxOutputTokens: 100,
    stopSequences: ["a"],
    seed: 3,
    reasoningEffort: "low",
    body: { safe_prompt: true, nested: { a: [1, null] } },
  });
  for (const words of ["temperature", "topK", "maxSteps", "tools, memory"]) {
    expect(
      warnings.some((warning) => warning.includes(words)),
      words,
    ).toBe(true);
  }
});

it.each([
  ["agent.generate('a');", false],
  ["await agent.stream('a');", true],
  ["agent.generate('a'); agent.stream('b');", undefined],
  ["", undefined],
])("Mastra 2: how the snippet uses its agent (%j) says whether the lane streams", (use, stream) => {
  const code = `const agent = new Agent({ model: "llama/x" });\n${use}`;
  expect(only(importMastra(code)).settings.stream).toBe(stream);
});

it.each([
  [
    "if and return",
    `({ requestContext }) => { const task = requestContext.get("task"); if (task === "complex") { return "llama/b"; } else { return "llama/a"; } }`,
  ],
  [
    "early return",
    `function ({ requestContext }) { if ("complex" === requestContext.get("task")) return "llama/b"; return "llama/a"; }`,
  ],
  [
    "a conditional",
    `async ({ runtimeContext }) => (runtimeContext["task"] == "complex" ? "llama/b" : "llama/a")`,
  ],
])("Mastra 2: a function with %s gives the default first and the rule of the other", (_, code) => {
  const lane = only(importMastra(`new Agent({ model: ${code} })`));
  expect(lane.model).toBe("llama/a");
  expect(lane.candidates.map(({ model, rule }) => [model, rule])).toEqual([
    ["llama/a", null],
    ["llama/b", { key: "task", equals: "complex" }],
  ]);
});

it("Mastra 2: a switch, nested tests and a method are read too", () => {
  const code = `new Agent({ model({ requestContext: c }) {
    switch (c.get("tier")) { case "pro": return { id: "wandb/x/y" }; default: return c.get("a") ? (c.get("b") ? "llama/ab" : "llama/a") : "llama/none"; }
  } })`;
  const { candidates } = only(importMastra(code));
  expect(candidates.map(({ model, condition }) => [model, condition])).toEqual([
    ["llama/none", null],
    ["wandb/x/y", '"pro"'],
    ["llama/ab", 'c.get("a") && c.get("b")'],
    ["llama/a", 'c.get("a")'],
  ]);
});

it("Mastra 2: a list of fallbacks gives its first model and says so", () => {
  const lane = only(
    importMastra(`new Agent({ model: [{ model: "llama/a", maxRetries: 2 }, { model: "llama/b" }] })`),
  );
  expect(lane.model).toBe("llama/a");
  expect(lane.warnings).toEqual(["The first of 2 models is taken; the others are its fallbacks."]);
});

it("Mastra 2: a fallback that is not enabled is passed over", () => {
  const lane = only(
    importMastra(`new Agent({ model: [{ model: "llama/a", enabled: false }, { model: "llama/b" }] })`),
  );
  expect(lane.model).toBe("llama/b");
  expect(lane.warnings).toEqual(["Models that are not enabled are passed over: 1."]);
});

it.each([
  ["nothing", " \r\n", "There is nothing to import."],
  ["no agent", "const a = 1;\n", "No new Agent({ … }) was found."],
  ["an agent without a model", "\n\nnew Agent({ name: 'x' })", 'Line 3: The agent "x" has no model.'],
  [
    "a model that is not set here",
    "new Agent({\n  name: 'x',\n  model: myModel,\n})",
    "Line 3: The model is the name myModel",
  ],
  ["a model made by a call", "new Agent({ model: make('x') })", "Line 1: The model is made by a call"],
  ["a template with a hole", `new Agent({\n model: \`llama/\${x}\` })`, "Line 2: The model is a template"],
  [
    "a config from elsewhere",
    "import { config } from './c';\nnew Agent(config)",
    "Line 2: This agent's config is not written out here.",
  ],
  [
    "a function that returns nothing",
    "new Agent({ model: () => {} })",
    "Line 1: The model's function returns nothing",
  ],
  [
    "a syntax error",
    "const a = 1;\nnew Agent({ model: 'llama/x'",
    "Line 2: This is not valid JavaScript or TypeScript.",
  ],
  ["a syntax error in a document", "text\n```ts\nnew Agent({{\n```\n", "Line 3: "],
])("Mastra 2: %s is refused with its line", (_, text, words) => {
  expect(refusalOf(text)).toContain(words);
});

it("Mastra 2: an error never quotes what may be a key", () => {
  for (const code of [
    `new Agent({ model: "Raw-Secret" `,
    `{ id: "x" "Raw-Secret"`,
    `new Agent({ model: f("Raw-Secret") })`,
    "'Raw-Secret'",
  ]) {
    expect(refusalOf(code)).not.toContain("Secret");
  }
});

it.each([
  ["brackets", `new Agent({ model: ${"(".repeat(50_000)}`],
  ["lists", `new Agent({ model: ${"[".repeat(20_000)}${"]".repeat(20_000)} })`],
  ["objects", `new Agent(${"{a:".repeat(20_000)}1${"}".repeat(20_000)})`],
  ["joined texts", `new Agent({ model: ${Array.from({ length: 30_000 }, () => '"a"').join("+")} })`],
  ["awaits", `new Agent({ model: ${"await ".repeat(20_000)}x })`],
  ["a text that is too long", `// ${"x".repeat(300_000)}`],
  ["constants in a circle", "const a = b; const b = a; new Agent({ model: a })"],
  [
    "constants that double",
    `${Array.from({ length: 25 }, (_, n) => `const a${n + 1} = a${n} + a${n};`).join("")}new Agent({ model: a25 })`,
  ],
  ["empty blocks", "```ts\n```\n".repeat(10_000)],
])("Mastra 2: %s are refused quickly", (_, text) => {
  const startedAt = performance.now();
  expect(refusalOf(text).length).toBeLessThan(300);
  expect(performance.now() - startedAt).toBeLessThan(4000);
});

it("Mastra 2: nothing in a snippet is run", () => {
  Reflect.deleteProperty(globalThis, "wasRun");
  importMastra(
    `globalThis.wasRun = true; new Agent({ model: (() => { globalThis.wasRun = true; return "llama/x"; }) })`,
  );
  expect(Reflect.has(globalThis, "wasRun")).toBe(false);
});

it("Mastra 2: __proto__ in a snippet is harmless", () => {
  const code = `new Agent({ model: "llama/x", defaultOptions: { providerOptions: { llama: { "__proto__": { polluted: 1 }, constructor: "c" } } } })`;
  const { settings } = only(importMastra(code));
  expect(settings).toEqual({ body: { constructor: "c" } });
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});
