import { describe, expect, it } from "vitest";
import { followSettings, listDifferences } from "./link-settings";

describe("the settings of several lanes", () => {
  it("follow a change of what they had in common, and keep what differed", () => {
    const change = { before: { temperature: 0.5, topP: 1 }, after: { temperature: 0.7, topP: 0.9 } };
    expect(followSettings({ temperature: 0.5, topP: 0.3 }, change)).toEqual({ temperature: 0.7, topP: 0.3 });
  });

  it("follow when something is set for the first time or cleared", () => {
    expect(followSettings({}, { before: {}, after: { seed: 1 } })).toEqual({ seed: 1 });
    expect(followSettings({ seed: 1 }, { before: { seed: 1 }, after: {} })).toEqual({});
  });

  it("are the same object when nothing changes for them", () => {
    const other = { seed: 2 };
    expect(followSettings(other, { before: { seed: 1 }, after: { seed: 3 } })).toBe(other);
  });

  it("are compared by value", () => {
    expect(listDifferences([{ body: { a: 1 }, seed: 1 }, { body: { a: 1 } }])).toEqual(new Set(["seed"]));
  });
});
