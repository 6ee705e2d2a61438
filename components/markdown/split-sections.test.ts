import fc from "fast-check";
import { parseMarkdownIntoBlocks } from "streamdown";
import { describe, expect, it } from "vitest";
import { createSectionSplitter } from "./split-sections";

const paragraph = `${"A sentence of the paragraph goes on. ".repeat(12)}\n\n`;
const pieces = [
  "# Title\n\n",
  paragraph,
  "- a point\n- another\n\n  still the second\n\n",
  "1. one\n\n2. two\n\n",
  "```ts\nconst a: Array<string> = [];\n\nconst b = 2;\n```\n\n",
  "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n",
  "$$\nx\n$$\n\n",
  "<details>\n\ninside\n\n</details>\n\n",
  "    indented\n\n",
];

/** The text as it grows by `step` characters at a time. */
function* grow(text: string, step: number): Generator<string> {
  for (let end = step; end < text.length + step; end += step) yield text.slice(0, end);
}

describe("a growing text in sections", () => {
  it("has the blocks that it has as a whole, wherever it was cut on its way, and no closed section changes", () => {
    const texts = fc.array(fc.constantFrom(...pieces), { minLength: 20, maxLength: 120 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 200, max: 2_000 }), (list, step) => {
        const split = createSectionSplitter();
        let closed: string[] = [];
        for (const part of grow(list.join(""), step)) {
          const sections = split(part);
          expect(sections.join("")).toBe(part);
          expect(sections.flatMap(parseMarkdownIntoBlocks)).toEqual(parseMarkdownIntoBlocks(part));
          expect(sections.slice(0, closed.length)).toEqual(closed);
          closed = sections.slice(0, -1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("has many of them when it is long, and the last is never long", () => {
    const sections = createSectionSplitter()(paragraph.repeat(60));
    expect(sections.length).toBeGreaterThan(4);
    expect(sections.at(-1)?.length).toBeLessThan(6_000);
  });

  it.each([
    ["a footnote", "See[^1].\n\n[^1]: There.\n\n"],
    ["a definition of a link", "[a]: https://example.com\n\n"],
  ])("is one piece as soon as it has %s", (_, piece) => {
    const split = createSectionSplitter();
    expect(split(paragraph.repeat(60)).length).toBeGreaterThan(1);
    const text = paragraph.repeat(60) + piece;
    expect(split(text)).toEqual([text]);
  });
});
