import { generateText, jsonSchema, streamText, tool } from "ai";
import { expect } from "vitest";
import type { RowSystem } from "./row-check";

/** A model streams text that ends as it should, with tokens counted by the provider. */
export async function expectStream(system: RowSystem, model: string): Promise<void> {
  const answer = await system.ask({ model, text: "What is the capital of France? One sentence." });
  expect(answer.metadata.error).toBeNull();
  expect(answer.metadata).toMatchObject({ outcome: "complete", finishReason: "stop" });
  expect(answer.text).toContain("Paris");
  expect(answer.metadata.usage?.inputTokens).toBeGreaterThan(0);
  expect(answer.metadata.usage?.outputTokens).toBeGreaterThan(0);
}

/** The same as one JSON reply. */
export async function expectReply(system: RowSystem, model: string): Promise<void> {
  const answer = await system.ask({
    model,
    text: "What is the capital of France? One sentence.",
    settings: { stream: false },
  });
  expect(answer.metadata.error).toBeNull();
  expect(answer.metadata).toMatchObject({ outcome: "complete", generated: true });
  expect(answer.text).toContain("Paris");
}

export const citySchema = {
  type: "object",
  properties: { city: { type: "string" }, population: { type: "integer" } },
  required: ["city", "population"],
  additionalProperties: false,
};

export const cityFormat = {
  type: "json_schema",
  json_schema: { name: "city", strict: true, schema: citySchema },
};

/** A strict schema is answered with an object of that form. */
export async function expectSchema(system: RowSystem, model: string): Promise<void> {
  const answer = await system.ask({
    model,
    text: "Name one city and its population.",
    settings: { body: { response_format: cityFormat } },
  });
  expect(answer.metadata.error).toBeNull();
  expect(JSON.parse(answer.text)).toEqual({ city: expect.any(String), population: expect.any(Number) });
}

const weather = tool({
  description: "The weather in a city",
  inputSchema: jsonSchema<{ city: string }>({
    type: "object",
    properties: { city: { type: "string" } },
    required: ["city"],
  }),
  execute: async ({ city }) => `22 degrees in ${city}`,
});

const twoSteps = {
  tools: { weather },
  prompt: "What is the weather in Paris? Use the tool.",
  maxRetries: 0,
  stopWhen: ({ steps }: { steps: unknown[] }) => steps.length >= 2,
};

/** The model calls a tool, and answers in text from its result; streamed and as one reply. */
export async function expectToolRoundTrip(system: RowSystem, ref: string): Promise<void> {
  const model = await system.getModel(ref);
  const streamed = streamText({ model, ...twoSteps });
  for (const result of [
    { steps: await streamed.steps, text: await streamed.text },
    await generateText({ model, ...twoSteps }),
  ]) {
    expect(result.steps).toHaveLength(2);
    expect(result.steps[0]?.finishReason).toBe("tool-calls");
    expect(result.steps[0]?.toolCalls).toMatchObject([{ toolName: "weather", input: { city: "Paris" } }]);
    expect(result.steps[0]?.toolCalls[0]?.toolCallId).not.toBe("");
    expect(result.text).toContain("22");
  }
}
