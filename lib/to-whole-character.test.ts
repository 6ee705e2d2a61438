import { describe, expect, it } from "vitest";
import { toWholeCharacter } from "./to-whole-character";

describe("a place to cut a text at", () => {
  it.each([
    ["a🙂b", 0, 0],
    ["a🙂b", 1, 1],
    ["a🙂b", 2, 1],
    ["a🙂b", 3, 3],
    ["a🙂b", 9, 9],
    ["a\ude42", 1, 1],
  ])("in %j at %i is %i", (text, at, expected) => {
    expect(toWholeCharacter(text, at)).toBe(expected);
  });
});
