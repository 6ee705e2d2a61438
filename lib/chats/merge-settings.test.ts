import { describe, expect, it } from "vitest";
import { areSameSettings, mergeSettings } from "./merge-settings";

describe("settings that two tabs have changed", () => {
  const base = { temperature: 0, seed: 7, instructions: "Be brief." };

  it("keep both changes where they touch different ones, what was unset too", () => {
    const mine = { temperature: 1, seed: 7, instructions: "Be brief." };
    const theirs = { temperature: 0, instructions: "Be kind.", topP: 0 };
    const joined = { temperature: 1, instructions: "Be kind.", topP: 0 };
    expect(mergeSettings({ base, mine, theirs })).toEqual({ mine: joined, theirs: joined });
  });

  it("are two states where they touch the same, which both have what does not clash", () => {
    const mine = { seed: 8, instructions: "Mine." };
    const theirs = { temperature: 0, seed: 7, instructions: "Theirs." };
    expect(mergeSettings({ base, mine, theirs })).toEqual({
      mine: { seed: 8, instructions: "Mine." },
      theirs: { seed: 8, instructions: "Theirs." },
    });
    expect(mergeSettings({ base, mine: { ...base, seed: 9 }, theirs: { temperature: 0 } })).toEqual({
      mine: { temperature: 0, seed: 9 },
      theirs: { temperature: 0 },
    });
  });

  it("are the same in any order", () => {
    expect(areSameSettings({ seed: 0, temperature: 1 }, { temperature: 1, seed: 0 })).toBe(true);
    expect(areSameSettings({ seed: 0 }, {})).toBe(false);
  });
});
