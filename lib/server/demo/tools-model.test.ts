import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, stepCountIs, streamText, tool } from "ai";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createDemoFetch } from "./create-demo-fetch";

const model = createOpenAICompatible({
  name: "demo",
  baseURL: "http://demo.invalid/v1",
  fetch: createDemoFetch(),
  includeUsage: true,
})("tools");

const weather = tool({
  description: "The weather in a city",
  inputSchema: z.object({ city: z.string().min(1), days: z.int().min(1).max(7) }),
  execute: ({ city, days }) => ({ city, days, sky: "clear" }),
});
const time = tool({
  description: "The time in a time zone",
  inputSchema: z.object({ zone: z.enum(["Europe/Berlin", "UTC"]) }),
  execute: ({ zone }) => ({ zone, time: "12:00" }),
});
const calculator = tool({
  description: "Works out a sum",
  inputSchema: z.object({ expression: z.string() }),
  execute: ({ expression }) => ({ expression }),
});

describe("tools", () => {
  test("calls the tools that fit, both at once, and answers with their results in a second step", async () => {
    const result = streamText({
      model,
      prompt: "The weather and the time in Ulm?",
      tools: { calculator, weather, time },
      stopWhen: stepCountIs(4),
    });
    const steps = await result.steps;
    expect(steps).toHaveLength(2);
    expect(steps[0]?.toolCalls.map((call) => call.toolName).sort()).toEqual(["time", "weather"]);
    expect(steps[0]?.toolResults).toHaveLength(2);
    expect(steps[0]?.toolCalls.find((call) => call.toolName === "weather")?.input).toMatchObject({
      city: "Ulm",
    });
    expect(steps[0]?.finishReason).toBe("tool-calls");
    expect(steps[1]?.finishReason).toBe("stop");
    expect(steps[1]?.text).toContain('"sky":"clear"');
  }, 20_000);

  test("asks for the time of a time zone that exists, whatever else the prompt is about", async () => {
    const zoned = tool({
      description: "The current time",
      inputSchema: z.object({ timezone: z.string().optional() }),
      execute: ({ timezone }) => new Date(0).toLocaleString("en-GB", { timeZone: timezone }),
    });
    const result = await generateText({ model, prompt: "6 * 7 and the time", tools: { zoned } });
    expect(result.toolCalls).toMatchObject([{ input: { timezone: "Europe/Berlin" } }]);
  });

  test("calls the one it must", async () => {
    const result = await generateText({
      model,
      prompt: "Hello",
      tools: { weather, time },
      toolChoice: { type: "tool", toolName: "time" },
    });
    expect(result.toolCalls).toMatchObject([{ toolName: "time", input: { zone: "Europe/Berlin" } }]);
  });

  test("gives a sum to what works out sums", async () => {
    const result = await generateText({
      model,
      prompt: "Calculator: what is 12 * (3 + 4)?",
      tools: { weather, calculator },
    });
    expect(result.toolCalls).toMatchObject([
      { toolName: "calculator", input: { expression: "12 * (3 + 4)" } },
    ]);
  });

  test("says so when it is offered none, or told to call none", async () => {
    expect((await generateText({ model, prompt: "Hello" })).text).toContain("offered no tools");
    const forbidden = await generateText({ model, prompt: "Hello", tools: { weather }, toolChoice: "none" });
    expect(forbidden).toMatchObject({ toolCalls: [], finishReason: "stop" });
  });
});
