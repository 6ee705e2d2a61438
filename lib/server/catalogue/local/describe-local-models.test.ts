import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { blankModel } from "@/lib/catalogue/blank-model";
import { describeLocalModels } from "./describe-local-models";

const servers: Server[] = [];

/** A server that answers by `METHOD path`, `undefined` with 404, and a promise never. */
async function serve(answer: (question: string, body: string) => unknown): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const reply = answer(`${request.method} ${request.url}`, body);
    if (reply === "hang") return;
    response.writeHead(reply === undefined ? 404 : 200).end(JSON.stringify(reply ?? {}));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const listed = (providerId: string, ...ids: string[]) =>
  ids.map((id) => blankModel({ providerId, id, kind: "local", source: "live", sourceDate: "2026-11-21" }));

async function describeAt(id: string, answer: (question: string, body: string) => unknown, ...ids: string[]) {
  const baseUrl = await serve(answer);
  return describeLocalModels({ id, baseUrl }, { models: listed(id, ...ids), timeoutMs: 1_500 });
}

describe("Ollama", () => {
  it("says context and capabilities of each model; what embeds is left out", async () => {
    const shown: Record<string, unknown> = {
      "qwen3:8b": {
        capabilities: ["completion", "tools", "thinking"],
        model_info: { "general.architecture": "qwen3", "qwen3.context_length": 40_960 },
      },
      "llava:7b": {
        capabilities: ["completion", "vision"],
        parameters: 'stop "x"\nnum_ctx                        8192\n',
        model_info: { "general.architecture": "llama", "llama.context_length": 32_768 },
      },
      "nomic-embed-text": { capabilities: ["embedding"] },
    };
    const models = await describeAt(
      "ollama",
      (question, body) => (question === "POST /api/show" ? shown[JSON.parse(body).model] : undefined),
      "qwen3:8b",
      "llava:7b",
      "nomic-embed-text",
      "not-shown",
    );
    expect(models).toMatchObject([
      { id: "qwen3:8b", contextTokens: 40_960, toolUse: true, reasoning: true, imageInput: false },
      { id: "llava:7b", contextTokens: 8_192, toolUse: false, reasoning: false, imageInput: true },
      { id: "not-shown", contextTokens: null, toolUse: null, reasoning: null, imageInput: null },
    ]);
  });

  it("says the window a model is loaded with before all else, and warns where only the longest is known", async () => {
    const shown = {
      capabilities: ["completion"],
      model_info: { "general.architecture": "qwen3", "qwen3.context_length": 40_960 },
    };
    const models = await describeAt(
      "ollama",
      (question) =>
        question === "GET /api/ps"
          ? { models: [{ name: "loaded", model: "loaded", context_length: 4_096 }, { model: "old" }, 7] }
          : shown,
      "loaded",
      "resting",
      "far:cloud",
    );
    expect(models).toMatchObject([
      { id: "loaded", contextTokens: 4_096, warnings: [] },
      { id: "resting", contextTokens: 40_960, warnings: [expect.stringContaining("may run it with less")] },
      { id: "far:cloud", contextTokens: 40_960, warnings: [] },
    ]);
  });

  it("that hangs leaves its models as its list named them", async () => {
    const startedAt = performance.now();
    expect(await describeAt("ollama", () => "hang", "a", "b")).toEqual(listed("ollama", "a", "b"));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe("LM Studio", () => {
  it("says the window a model is loaded with before the longest it can have", async () => {
    const rows = [
      {
        key: "qwen/qwen3-4b",
        type: "llm",
        display_name: "Qwen3 4B",
        max_context_length: 32_768,
        loaded_instances: [{ id: "1", config: { context_length: 4_096 } }],
        capabilities: { vision: false, trained_for_tool_use: true },
      },
      { key: "idle", type: "llm", max_context_length: 131_072, loaded_instances: [] },
      { key: "embedder", type: "embedding", max_context_length: 2_048 },
      "no row",
    ];
    const models = await describeAt(
      "lmstudio",
      (question) => (question === "GET /api/v1/models" ? { models: rows } : undefined),
      "qwen/qwen3-4b",
      "idle",
      "embedder",
    );
    expect(models).toMatchObject([
      { name: "Qwen3 4B", contextTokens: 4_096, imageInput: false, toolUse: true },
      { name: "idle", contextTokens: 131_072, imageInput: null, toolUse: null },
    ]);
    expect(models).toHaveLength(2);
  });

  it("of an older version is asked in its older way", async () => {
    const rows = [
      { id: "vl", type: "vlm", max_context_length: 8_192, capabilities: ["tool_use"] },
      { id: "plain", type: "llm", max_context_length: 8_192, loaded_context_length: 2_048 },
      { id: "embed", type: "embeddings" },
    ];
    const models = await describeAt(
      "lmstudio",
      (question) => (question === "GET /api/v0/models" ? { data: rows } : undefined),
      "vl",
      "plain",
      "embed",
    );
    expect(models).toMatchObject([
      { id: "vl", contextTokens: 8_192, imageInput: true, toolUse: true },
      { id: "plain", contextTokens: 2_048, imageInput: false, toolUse: null },
    ]);
    expect(models).toHaveLength(2);
  });
});

describe("llama.cpp", () => {
  const props = {
    default_generation_settings: { n_ctx: 4_096 },
    modalities: { vision: true, audio: false },
  };
  const answer = (question: string) => (question === "GET /props" ? props : undefined);

  it("says the window it was started with, and what it takes", async () => {
    expect(await describeAt("llamacpp", answer, "model.gguf")).toMatchObject([
      { contextTokens: 4_096, imageInput: true, audioInput: false },
    ]);
  });

  it("with several models does not say of which it speaks", async () => {
    expect(await describeAt("llamacpp", answer, "a", "b")).toEqual(listed("llamacpp", "a", "b"));
  });
});

it("a server of another kind is not asked more", async () => {
  const asked: string[] = [];
  const models = await describeAt("vllm", (question) => asked.push(question), "m");
  expect(models).toEqual(listed("vllm", "m"));
  expect(asked).toEqual([]);
});
