import { describe, expect, it } from "vitest";
import { createLimitCheck } from "./markdown-limits";

/** After how many characters a text that grows is too much; null when it never is. */
function findLimit(text: string): number | null {
  const exceeds = createLimitCheck();
  for (let end = 0; end < text.length + 997; end += 997) if (exceeds(text.slice(0, end))) return end;
  return null;
}

describe("what is not handed to the markdown parser", () => {
  it.each([
    ["5 KB of quote marks", ">".repeat(5000)],
    ["quote marks with spaces", "> ".repeat(500)],
    ["a deep quote in the middle of an answer", `fine\n\n${">".repeat(60)} deep`],
    ["lists nested in one line", "- ".repeat(100)],
    ["a list indented to the moon", `${" ".repeat(400)}- item`],
    ["thousands of opening brackets", "[".repeat(5000)],
    ["images that never close", "![".repeat(5000)],
    ["thousands of asterisks", "*".repeat(5000)],
    ["a table of ten thousand cells", "| a | b | c |\n".repeat(3300)],
    ["a list of 20,000 items", Array.from({ length: 20_000 }, (_, row) => `- item ${row}`).join("\n")],
    ["a numbered list of 3,000 items", "1. item\n".repeat(3_000)],
    ["a line of 30,000 characters", "a".repeat(30_000)],
    ["half a million characters", "a line\n".repeat(80_000)],
  ])("%s", (_, text) => {
    expect(createLimitCheck()(text)).toBe(true);
    expect(findLimit(text)).not.toBeNull();
  });

  it.each([
    [
      "an ordinary answer",
      "# Title\n\n> quote\n>> deeper\n\n- a\n  - b\n    - c\n\n```ts\nconst a = [[1], [2]];\n```\n",
    ],
    ["a rule of asterisks or dashes", `${"*".repeat(80)}\n${"-".repeat(200)}`],
    ["a long answer in lines", "A sentence of an answer.\n".repeat(4000)],
    ["a list of a thousand items", "- item\n".repeat(1_000)],
    ["deeply indented code", `\`\`\`\n${" ".repeat(300)}return 1;\n\`\`\``],
  ])("but %s is", (_, text) => {
    expect(createLimitCheck()(text)).toBe(false);
    expect(findLimit(text)).toBeNull();
  });
});

describe("a text that grows", () => {
  it("is told by what it is, not by what it was", () => {
    const exceeds = createLimitCheck();
    expect(exceeds(`fine\n\n${"[".repeat(500)}\n`)).toBe(true);
    expect(exceeds("fine\n\nanother version\n")).toBe(false);
  });
});
