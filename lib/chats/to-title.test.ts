import { describe, expect, it } from "vitest";
import { toTitle } from "./to-title";

describe("a chat's first title", () => {
  it("is the first line with words", () => {
    expect(toTitle("\n  \n Which  one?\nThis.")).toBe("Which one?");
    expect(toTitle(" \n")).toBe("New chat");
  });

  it("is cut at a word where there is one", () => {
    expect(toTitle("word ".repeat(40))).toBe(`${"word ".repeat(15).trimEnd()}…`);
  });

  it("is never cut within an emoji", () => {
    for (let at = 70; at < 80; at += 1)
      expect(toTitle(`${"a".repeat(at)}${"🙂".repeat(20)}`).isWellFormed()).toBe(true);
  });
});
