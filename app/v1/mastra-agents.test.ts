import { Agent } from "@mastra/core/agent";
import { createTool } from "@mastra/core/tools";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { startTestGateway, type TestGateway } from "@/app/api/test-gateway";
import { type LlamaEmulator, llamaEmulatorKey, startLlamaEmulator } from "@/e2e/upstreams/llama-emulator";
import { startWandbEmulator, type WandbEmulator, wandbEmulatorKey } from "@/e2e/upstreams/wandb-emulator";

let llama: LlamaEmulator;
let wandb: WandbEmulator;
let gateway: TestGateway;

beforeAll(async () => {
  llama = await startLlamaEmulator();
  wandb = await startWandbEmulator();
  gateway = await startTestGateway({
    settings: {
      LLAMA_BASE_URL: llama.baseUrl,
      LLAMA_API_KEY: llamaEmulatorKey,
      WANDB_BASE_URL: wandb.baseUrl,
      WANDB_API_KEY: wandbEmulatorKey,
    },
  });
  // The gateway has read its own settings; from here on the variables are Mastra's.
  await fetch(`${gateway.baseUrl}/models`);
  vi.stubEnv("MASTRA_TELEMETRY_DISABLED", "1");
  vi.stubEnv("LLAMA_BASE_URL", gateway.baseUrl);
  vi.stubEnv("WANDB_BASE_URL", gateway.baseUrl);
  vi.stubEnv("LLAMA_API_KEY", "what Mastra wants to see");
  vi.stubEnv("WANDB_API_KEY", "what Mastra wants to see");
});
afterAll(async () => {
  await gateway.close();
  await llama.close();
  await wandb.close();
});

/** The documents' own strings. */
const models = ["llama/llama-3.3-70b-instruct", "wandb/meta-llama/Llama-3.1-8B-Instruct"];

const agentWith = (overrides: Partial<ConstructorParameters<typeof Agent>[0]>) =>
  new Agent({
    id: "my-agent",
    name: "my-agent",
    instructions: "You are a helpful assistant",
    model: models[0] ?? "",
    ...overrides,
  } as ConstructorParameters<typeof Agent>[0]);

describe.each(models)("a Mastra agent with the model %s", (model) => {
  it("generates", async () => {
    const response = await agentWith({ model }).generate("Hello!");
    expect(response.text).toMatch(/\w/);
    expect(response.usage.totalTokens).toBeGreaterThan(0);
  });

  it("streams, and knows its usage although Mastra never asks for it", async () => {
    const stream = await agentWith({ model }).stream("Tell me a story");
    let text = "";
    let pieces = 0;
    for await (const piece of stream.textStream) {
      text += piece;
      pieces += 1;
    }
    expect(text).toMatch(/\w/);
    expect(pieces).toBeGreaterThan(1);
    expect((await stream.usage).outputTokens).toBeGreaterThan(0);
    expect(await stream.finishReason).toBe("stop");
  });

  it("calls a tool and answers with its result, in two steps", async () => {
    const execute = vi.fn(async () => ({ degrees: 12 }));
    const weather = createTool({
      id: "weather",
      description: "The weather in a city",
      inputSchema: z.object({ city: z.string() }),
      execute,
    });
    const response = await agentWith({ model, tools: { weather } }).generate("What is the weather in Paris?");
    expect(execute).toHaveBeenCalledOnce();
    expect(response.steps).toHaveLength(2);
    expect(response.text).toMatch(/\w/);
  });

  it("gives an object that fits a schema", async () => {
    const schema = z.object({ city: z.string(), population: z.number() });
    const response = await agentWith({ model }).generate("Describe a city", {
      structuredOutput: { schema },
    });
    expect(schema.safeParse(response.object).success).toBe(true);
  });
});

it("an agent falls back to the next model when the first one fails", async () => {
  // Mastra writes every failed model to the console.
  vi.spyOn(console, "error").mockImplementation(() => {});
  const agent = agentWith({
    model: [
      { model: "llama/no-such-model", maxRetries: 0 },
      { model: "wandb/meta-llama/Llama-3.1-8B-Instruct", maxRetries: 0 },
    ],
  });
  const response = await agent.generate("Hello!");
  expect(response.text).toMatch(/\w/);
});

it("all of it stands in the ledger, as runs of the model that answered", async () => {
  const rows = (await gateway.readLedger()).filter(({ source }) => source === "gateway");
  expect(rows.length).toBeGreaterThanOrEqual(10);
  expect(new Set(rows.filter(({ outcome }) => outcome === "complete").map(({ model }) => model))).toEqual(
    new Set(models),
  );
});
