import { expect } from "vitest";
import { runGenerator } from "@/e2e/upstreams/run-generator";
import { defaultBaseUrl, defaultKeyVariable } from "@/lib/haystack/meta-llama-generator";
import { baseUrlVariable } from "@/lib/providers/base-url";
import type { EmulatedLlama } from "./llama-row";
import type { Row } from "./row-check";
import { cityFormat } from "./shared-checks";

/** The service the system is set up for: the real one, or the emulator. */
function toService() {
  return {
    baseUrl: process.env[baseUrlVariable("llama")] || defaultBaseUrl,
    key: process.env[defaultKeyVariable] ?? "",
  };
}

const weather = {
  type: "haystack.tools.tool.Tool",
  data: {
    name: "weather",
    description: "useful to determine the weather in a given location",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
    function: "tests.weather",
  },
};

/** The points of the component that the service has a part in; all others need none and are plain tests. */
export const haystackRow: Row<EmulatedLlama> = {
  providerId: "llama",
  name: "Haystack",
  live: [
    {
      point: 2,
      title: "generation kwargs are taken by the service",
      run: async () => {
        const generationKwargs = { max_tokens: 10, temperature: 0.5 };
        const { replies } = await runGenerator(toService(), { generationKwargs });
        expect(replies).toHaveLength(1);
        expect(replies[0]?.meta.usage?.completion_tokens).toBeLessThanOrEqual(10);
      },
    },
    {
      point: 4,
      title: "a stream calls back more than once, and its pieces are the reply",
      run: async () => {
        const pieces: string[] = [];
        const { replies } = await runGenerator(toService(), {
          onChunk: ({ content }) => pieces.push(content),
        });
        expect(pieces.length).toBeGreaterThan(1);
        expect(pieces.join("")).toBe(replies[0]?.text);
        expect(replies[0]?.text).toContain("Paris");
        expect(replies[0]?.meta.finish_reason).toBe("stop");
      },
    },
    {
      point: 5,
      title: "a json_schema reply fits its schema",
      run: async () => {
        const { replies } = await runGenerator(toService(), {
          prompt: "Name one city and its population.",
          generationKwargs: { response_format: cityFormat },
        });
        expect(JSON.parse(replies[0]?.text ?? "")).toEqual({
          city: expect.any(String),
          population: expect.any(Number),
        });
      },
    },
    {
      point: 7,
      title: "a tool is called, and the second call answers in text",
      run: async () => {
        const prompt = "What's the weather in Paris?";
        const first = (await runGenerator(toService(), { prompt, tools: [weather] })).replies[0];
        expect(first?.meta.finish_reason).toBe("tool_calls");
        const call = first?.toolCalls[0];
        expect(call).toMatchObject({ name: "weather", arguments: { city: "Paris" } });
        if (call === undefined) return;
        const { replies } = await runGenerator(toService(), {
          tools: [weather],
          messages: [
            { role: "user", text: prompt },
            { role: "assistant", text: null, toolCalls: [call] },
            { role: "tool", origin: call, result: "22 degrees" },
          ],
        });
        expect(replies[0]?.text).toContain("22");
      },
    },
  ],
  emulated: [],
};
