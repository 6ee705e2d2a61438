import { expect, test } from "vitest";
import { quotePrompt } from "./quote-prompt";

test("a quoted prompt holds no mark of markdown, and brackets do not begin a formula", () => {
  expect(quotePrompt("[the image] (a)\n# *b* $1")).toBe("&#91;the image&#93; (a) \\# \\*b\\* \\$1");
});
