import fc from "fast-check";
import { parseMarkdownIntoBlocks } from "streamdown";
import { describe, expect, it } from "vitest";
import { createBlockSplitter } from "./split-blocks";

const pieces = [
  "# Title\n\n",
  "A paragraph with **bold** words.\n\n",
  "goes on\nin two lines\n\n",
  "- a point\n- another\n\n  still the second\n\n",
  "1. one\n\n2. two\n\n",
  "```ts\nconst a = 1;\n\nconst b = 2;\n```\n\n",
  "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n",
  "> said\n> so\n\n",
  "---\n\n",
  "$$\nx\n$$\n\n",
  "<details>\n\ninside\n\n</details>\n\n",
  "see[^1]\n\n[^1]: there\n\n",
  "[a]: https://example.com\n\n",
  "    indented\n\n",
];

describe("a growing text in blocks", () => {
  it("is split as if it were read as a whole, wherever it was cut on its way", () => {
    const texts = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 40 }), (list, step) => {
        const text = list.join("");
        const split = createBlockSplitter();
        for (let end = step; end < text.length + step; end += step) {
          const part = text.slice(0, end);
          expect(split(part)).toEqual(parseMarkdownIntoBlocks(part));
        }
      }),
      { numRuns: 150 },
    );
  });

  it("may become another text", () => {
    const split = createBlockSplitter();
    const first = "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\n";
    split(first);
    expect(split("Other.\n\nText.")).toEqual(parseMarkdownIntoBlocks("Other.\n\nText."));
  });
});
