import { describe, expect, it } from "vitest";
import { readPresetFile, toPresetFile, toPresetFileName } from "./preset-file";
import type { PresetContent } from "./preset-schema";

const presetWith = (overrides: Partial<PresetContent> = {}): PresetContent => ({
  name: "Careful",
  model: "llama/llama-3.3-70b-instruct",
  settings: { temperature: 0, instructions: "Be brief.", headers: { "X-Team": "red" } },
  ...overrides,
});

const read = (preset: PresetContent) => readPresetFile(JSON.parse(toPresetFile(preset)));

describe("a preset as a file", () => {
  it("is the same when it is read again, a value of 0 and an unset model too", () => {
    expect(read(presetWith())).toEqual({ preset: presetWith() });
    expect(read(presetWith({ model: null, settings: {} }))).toEqual({
      preset: presetWith({ model: null, settings: {} }),
    });
  });

  it.each([
    [
      "a credential header",
      { headers: { Authorization: "Bearer x" } },
      "Authorization: holds a key, and keys stay on the server",
    ],
    ["a key under another header's name", { headers: { "X-Route": `sk-${"a".repeat(24)}` } }, "holds a key"],
    ["a key in a body field", { body: { nested: { api_key: "abc" } } }, "body.nested.api_key holds a key"],
  ])("refuses %s and does not repeat it", (_, settings, words) => {
    const { problem = "" } = read(presetWith({ settings })) as { problem?: string };
    expect(problem).toContain(words);
    expect(problem).not.toMatch(/Bearer x|aaaa|abc/);
  });

  it("says what is wrong: another format, another version, an unknown setting", () => {
    const file = JSON.parse(toPresetFile(presetWith()));
    expect(readPresetFile({ ...file, format: "other" })).toMatchObject({
      problem: expect.stringContaining("no preset"),
    });
    expect(readPresetFile({ ...file, version: 2 })).toMatchObject({
      problem: expect.stringContaining("version 2, which a newer Switchyard wrote"),
    });
    expect(readPresetFile({ ...file, version: "1" })).toMatchObject({
      problem: expect.stringContaining("version"),
    });
    expect(readPresetFile({ ...file, settings: { warmth: 1 } })).toMatchObject({
      problem: expect.stringContaining("warmth"),
    });
  });

  it("is called after its preset", () => {
    expect(toPresetFileName({ name: "../Très sûr: 1/2" })).toBe("Très-sûr-1-2.preset.json");
    expect(toPresetFileName({ name: "…" })).toBe("preset.preset.json");
  });
});
