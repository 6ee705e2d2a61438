import { describe, expect, it } from "vitest";
import { type LaneSettings, laneSettingsSchema } from "./lane-settings";
import { type SettingName, settingFields } from "./setting-texts";
import { toSettingsSummary } from "./to-settings-summary";

const full: Required<LaneSettings> = {
  instructions: "Be brief.\n\nBe kind.",
  temperature: 0,
  topP: 0.9,
  maxOutputTokens: 10,
  stopSequences: ["\n\n", "END", " C:\\new\t"],
  seed: -7,
  presencePenalty: -2,
  frequencyPenalty: 1.5,
  reasoningEffort: "high",
  tools: [
    { kind: "built-in", name: "calculator" },
    { kind: "function", name: "get_weather", parameters: { type: "object" }, result: { celsius: 21 } },
  ],
  toolChoice: "required",
  maxSteps: 3,
  responseFormat: { type: "json_schema", name: "city", strict: true, schema: { type: "object" } },
  stream: false,
  body: { top_k: 40, chat_template_kwargs: { enable_thinking: false } },
  headers: { "X-Team": "yard: north", "X-Trace": "1" },
};

const names = Object.keys(settingFields) as SettingName[];

function write(name: SettingName, text: string, settings: LaneSettings = {}) {
  return settingFields[name].write(settings, text);
}

function problemOf(name: SettingName, text: string): string | null {
  return write(name, text).problem;
}

describe("a setting as a text", () => {
  it.each(names)("%s is the same after being shown and read again", (name) => {
    const text = settingFields[name].read(full);
    expect(text).not.toBe("");
    const written = write(name, text);
    expect(written).toEqual({ problem: null, settings: { [name]: full[name] } });
  });

  it.each(names)("%s is unset by an empty text, and the others stay", (name) => {
    const { [name]: _, ...others } = full;
    expect(write(name, "", full)).toEqual({ problem: null, settings: others });
    expect(settingFields[name].read({})).toBe("");
  });

  it.each([
    ["temperature", "0", 0],
    ["temperature", "-0", 0],
    ["temperature", " 0,5 ", 0.5],
    ["temperature", ".5", 0.5],
    ["maxOutputTokens", "4,096", 4096],
    ["maxOutputTokens", "131 072", 131_072],
    ["seed", "0", 0],
  ] as const)("%s reads %j as %j", (name, text, value) => {
    expect(write(name, text)).toEqual({ problem: null, settings: { [name]: value } });
  });

  it.each([
    ["temperature", "warm", "A number from 0 to 2, such as 0.7."],
    ["temperature", "2.1", "A number from 0 to 2, such as 0.7."],
    ["temperature", "1e1", "A number from 0 to 2, such as 0.7."],
    ["topP", "1.01", "A number from 0 to 1, such as 0.9."],
    ["maxOutputTokens", "0", "A whole number from 1 to 10,000,000, such as 1024."],
    ["maxOutputTokens", "1.5", "A whole number from 1 to 10,000,000, such as 1024."],
    ["seed", "0.5", "A whole number, such as 42."],
    ["seed", "9007199254740993", "A whole number, such as 42."],
    ["presencePenalty", "-3", "A number from -2 to 2, such as 0.5."],
    ["stopSequences", "x".repeat(201), "At most 16 sequences of at most 200 characters, one a line."],
    ["stopSequences", "x\n".repeat(17), "At most 16 sequences of at most 200 characters, one a line."],
    ["reasoningEffort", "x".repeat(41), "At most 40 characters, such as xhigh."],
    ["instructions", "x".repeat(400_001), "At most 400,000 characters."],
  ] as const)("%s refuses %.12j", (name, text, problem) => {
    expect(problemOf(name, text)).toBe(problem);
  });

  it("tells where other body fields are not JSON, and which are not free", () => {
    expect(problemOf("body", '{\n  "top_k": 40,\n}')).toBe(
      "Line 3, column 1: expected a name in double quotes.",
    );
    expect(problemOf("body", "[1]")).toBe('A JSON object, such as {"top_k": 40}.');
    expect(problemOf("body", "40")).toBe('A JSON object, such as {"top_k": 40}.');
    expect(problemOf("body", '{"stream": true}')).toContain('Leave out "stream"');
    expect(problemOf("body", '{"model": "x"}')).toContain('Leave out "model"');
    expect(problemOf("body", '{"messages": []}')).toContain('Leave out "messages"');
    expect(write("body", " {} ")).toEqual({ problem: null, settings: {} });
  });

  it("tells which header cannot be sent", () => {
    expect(problemOf("headers", "Authorization: Bearer x")).toContain(
      "set it for the provider in switchyard.config.json",
    );
    expect(problemOf("headers", "x-api-key: x")).toContain(
      "set it for the provider in switchyard.config.json",
    );
    expect(problemOf("headers", "X Team: x")).toContain('"X Team" is no header name');
    expect(problemOf("headers", ": x")).toContain("a name");
    expect(problemOf("headers", "X-Team: ")).toBe("Give X-Team a value.");
    expect(problemOf("headers", "X-Team: Zürich")).toContain("printable ASCII");
    expect(problemOf("headers", "X-Team: a\nx-team: b")).toBe("x-team is there twice.");
    expect(write("headers", ": \nX-Team: a\n: ")).toEqual({
      problem: null,
      settings: { headers: { "X-Team": "a" } },
    });
  });

  it("is always one the server takes", () => {
    expect(laneSettingsSchema.parse(full)).toEqual(full);
  });
});

describe("the summary of the settings", () => {
  it("names what is set, and nothing else", () => {
    expect(toSettingsSummary({})).toEqual([]);
    expect(
      toSettingsSummary({ instructions: "x", temperature: 0.5, maxOutputTokens: 10, stream: false }),
    ).toEqual(["System prompt", "temperature 0.5", "max 10 tokens", "generate"]);
  });

  it("has a word for each setting", () => {
    expect(toSettingsSummary(full)).toHaveLength(names.length);
  });
});
