import { describe, expect, it } from "vitest";
import { fitText } from "./fit-text";

const measure = (text: string) => [...text].length;

describe("a line of a picture", () => {
  it("is the whole text where there is room", () => {
    expect(fitText("Which one?", 10, measure)).toBe("Which one?");
    expect(fitText("", 10, measure)).toBe("");
  });

  it("is as much of its beginning as there is room for", () => {
    expect(fitText("Which one is the better?", 10, measure)).toBe("Which one…");
    expect(fitText("abcdef", 4, measure)).toBe("abc…");
    expect(fitText("abcdef", 0, measure)).toBe("a…");
  });

  it("never ends within an emoji", () => {
    for (let most = 2; most < 20; most += 1)
      expect(fitText("a🙂".repeat(20), most, measure)).not.toMatch(/[\ud83d]…/);
  });

  it("is found without measuring a question of a million characters again and again", () => {
    let measured = 0;
    const count = (text: string) => {
      measured += text.length;
      return text.length;
    };
    expect(fitText("x".repeat(1_000_000), 90, count)).toBe(`${"x".repeat(89)}…`);
    expect(measured).toBeLessThan(10_000);
  });
});
