import { describe, expect, it } from "vitest";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { readLaneCode } from "./read-lane-code";
import { recogniseLaneCode } from "./recognise-lane-code";
import { laneForms, writeLaneCode } from "./write-lane-code";

const generator = (kwargs: object) =>
  JSON.stringify({
    type: "haystack_integrations.components.generators.meta_llama.chat.chat_generator.MetaLlamaChatGenerator",
    init_parameters: { model: "Llama-3.3-70B-Instruct", generation_kwargs: kwargs },
  });

describe("a pasted text", () => {
  it.each([
    ["wandb/Qwen/Qwen3-235B-A22B-Instruct-2507", "mastra"],
    ["'llama/llama-3.3-70b-instruct',", "mastra"],
    ["{ url: 'https://api.llama.com/compat/v1/', modelId: 'x' }", "mastra"],
    ['{"id": "llama/llama-3.3-70b-instruct"}', "mastra"],
    ["const agent = new Agent({ model: 'a/b' });", "mastra"],
    ["# Page\n\ntype: guide\n\n```ts\nconst agent = new Agent({ model: 'a/b' })\n```", "mastra"],
    [generator({}), "haystack"],
    ["components:\n  generator:\n    type: x\n", "haystack"],
    ["type: x\ninit_parameters: {}\n", "haystack"],
    ['{"type": ', "haystack"],
    ["from haystack.dataclasses import ChatMessage\n", "python"],
    ["What is this?", null],
    ["and/or something else", null],
  ])("%.40j is recognised as %j", (text, kind) => {
    expect(recogniseLaneCode(text)).toBe(kind);
  });

  it("that is nothing we read says what is read", async () => {
    await expect(readLaneCode("What is this?")).rejects.toThrow(
      "none of the forms that are read: a cURL command",
    );
    await expect(readLaneCode("from haystack import Pipeline\n")).rejects.toThrow(
      "no client.chat.completions.create(…)",
    );
  });

  it("with a dynamic model gives a candidate for each, the default first", async () => {
    const { candidates } = await readLaneCode(`new Agent({ name: "helper", model: ({ requestContext }) =>
      requestContext.get("task") === "complex" ? "llama/big" : "llama/small" })`);
    expect(candidates.map(({ name, model }) => [name, model])).toEqual([
      ["helper, the default", "llama/small"],
      ['helper, if requestContext.get("task") === "complex"', "llama/big"],
    ]);
  });

  it("does not bring along the body fields that the lane decides itself", async () => {
    const { candidates } = await readLaneCode(generator({ stream: "yes", safe_prompt: true, messages: [] }));
    expect(candidates[0]?.settings).toEqual({ body: { safe_prompt: true } });
    expect(candidates[0]?.warnings).toEqual(["Not taken over from the body: messages, stream."]);
  });
});

describe("a lane as code", () => {
  const settings: LaneSettings = {
    temperature: 0,
    maxOutputTokens: 10,
    stopSequences: ["\n\n"],
    seed: 7,
    stream: false,
    body: { safe_prompt: true },
    headers: { "X-Team": "yard" },
  };
  const lane = {
    model: "llama/Llama-3.3-70B-Instruct",
    settings,
    address: null,
    scope: "generator",
  } as const;

  it.each(["json", "yaml"] as const)("%s is read as the same lane", async (form) => {
    const { code, warnings } = await writeLaneCode(form, lane);
    expect(warnings).toEqual([]);
    const { candidates } = await readLaneCode(code);
    expect(candidates).toHaveLength(1);
    expect(candidates[0]).toMatchObject({ model: lane.model, settings });
  });

  it.each(["json", "yaml"] as const)("%s in a pipeline too", async (form) => {
    const { code } = await writeLaneCode(form, { ...lane, scope: "pipeline" });
    const { form: read, candidates } = await readLaneCode(code);
    expect(read).toContain("pipeline");
    expect(candidates[0]).toMatchObject({ name: "generator", model: lane.model, settings });
  });

  it.each(laneForms.map(({ id }) => id))(
    "%s names the key's variable and this server's address",
    async (form) => {
      const address = { baseUrl: "https://llama.example.com/v1", keyVariable: "LLAMA_API_KEY" };
      const { code } = await writeLaneCode(form, { ...lane, address });
      expect(code).toContain("LLAMA_API_KEY");
      expect(code).toContain("https://llama.example.com/v1");
    },
  );

  it("has Haystack's own address while this server uses it too", async () => {
    const address = { baseUrl: "https://api.llama.com/compat/v1", keyVariable: "LLAMA_API_KEY" };
    const { code } = await writeLaneCode("json", { ...lane, address });
    expect(code).toContain('"api_base_url": "https://api.llama.com/compat/v1/"');
  });

  it("warns that it cannot hold the system prompt", async () => {
    const { warnings } = await writeLaneCode("json", { ...lane, settings: { instructions: "Be brief." } });
    expect(warnings.join()).toContain("system prompt");
  });

  it("is refused for the demo, which has no address", async () => {
    await expect(writeLaneCode("json", { ...lane, model: "demo/echo" })).rejects.toThrow("no address");
  });
});
