import { describe, expect, it } from "vitest";
import type { FunctionTool } from "./lane-tool";
import { formatFunction, parseFunctions } from "./parse-functions";

const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const weather = { kind: "function", name: "get_weather", description: "The weather", parameters };

describe("pasted functions", () => {
  it.each([
    [
      "OpenAI's chat tool",
      { type: "function", function: { name: "get_weather", description: "The weather", parameters } },
    ],
    [
      "OpenAI's responses tool",
      { type: "function", name: "get_weather", description: "The weather", parameters },
    ],
    ["Anthropic's tool", { name: "get_weather", description: "The weather", input_schema: parameters }],
    ["MCP's tool", { name: "get_weather", description: "The weather", inputSchema: parameters }],
    ["a list", [{ name: "get_weather", description: "The weather", parameters }]],
    [
      "a request body",
      {
        model: "m",
        tools: [
          { type: "function", function: { name: "get_weather", description: "The weather", parameters } },
        ],
      },
    ],
  ])("are read from %s", (_, json) => {
    expect(parseFunctions(JSON.stringify(json))).toEqual({ problem: null, functions: [weather] });
  });

  it("without parameters take none", () => {
    expect(parseFunctions('{"name":"now"}')).toMatchObject({
      functions: [{ parameters: { type: "object", properties: {} } }],
    });
  });

  it.each([
    ["{", "Line 1, column 2"],
    ['{"name":"get weather"}', "Function 1, name: 1 to 64 letters, digits, _ and -."],
    ['[{"name":"a"},{"title":"b"}]', "Function 2, name:"],
    ["[]", "There is no function in this list."],
    ["5", "Function 1: "],
  ])("%s is refused with its place", (text, words) => {
    expect(parseFunctions(text).problem).toContain(words);
  });

  it("are written as they are read", () => {
    const tool: FunctionTool = { kind: "function", name: "get_weather", strict: true, parameters };
    expect(parseFunctions(formatFunction(tool))).toEqual({ problem: null, functions: [tool] });
  });
});
