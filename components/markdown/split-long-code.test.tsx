import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { defaultRehypePlugins, parseMarkdownIntoBlocks, Streamdown } from "streamdown";
import { describe, expect, it } from "vitest";
import { ParsedCode } from "./parsed-code";
import { readLongCode, splitLongCode } from "./split-long-code";

const filler = "const a = { b: [1, 2, 3] };\n".repeat(800);
/** Pieces of a long text are lines of their own. */
const toText = (html: string) => html.replaceAll(/<\/span><span[^>]*>/g, "\n").replaceAll(/<[^>]*>/g, "");

const plugins = [defaultRehypePlugins.sanitize].filter((plugin) => plugin !== undefined);

/** As the parser draws it: what is said, and what it is called. */
function parse(text: string) {
  const html = renderToStaticMarkup(
    <Streamdown components={{ pre: ParsedCode }} rehypePlugins={plugins} parseIncompleteMarkdown={false}>
      {text}
    </Streamdown>,
  );
  return {
    label: /aria-label="(Code[^"]*)"/.exec(html)?.[1],
    code: toText(/<pre.*<\/pre>/s.exec(html)?.[0] ?? ""),
  };
}

function read(text: string) {
  const parts = splitLongCode(parseMarkdownIntoBlocks(text));
  const [part] = parts;
  if (parts.length !== 1 || part === undefined || typeof part === "string") return "left to the parser";
  const escaped = renderToStaticMarkup(part.code);
  return { label: part.language === "" ? "Code" : `Code in ${part.language}`, code: escaped };
}

describe("long code that is drawn without the parser", () => {
  const fences = fc.constantFrom("```", "````", "~~~", "~~~~~");
  const infos = fc.constantFrom("", "ts", " python", "c++ title=a", "objective-c  x y");
  const lines = fc.constantFrom(
    "",
    " ",
    "  x",
    "```js",
    "~~~",
    "| a |",
    "# no title",
    "<b>&amp;</b>",
    "\tindented",
    "- a",
  );
  const ends = fc.constantFrom("", "\n", "\n\n", "\n \n\n");

  it("is what the parser reads, closed or not", () => {
    fc.assert(
      fc.property(fences, infos, fc.array(lines), fc.boolean(), ends, (fence, info, list, isClosed, end) => {
        // What would close it earlier makes it two blocks.
        const inside = list.filter((line) => !line.startsWith(fence)).join("\n");
        const text = `${fence}${info}\n${inside}\n${filler}${inside}${isClosed ? `\n${fence}` : ""}${end}`;
        const found = read(text);
        if (found !== "left to the parser") expect(found).toEqual(parse(text));
      }),
      { numRuns: 60 },
    );
    expect(read(`\`\`\`ts\n${filler}\`\`\``)).not.toBe("left to the parser");
    expect(read(`\`\`\`ts\n${filler}`)).not.toBe("left to the parser");
  });

  it.each([
    ["short", "```ts\nconst a = 1;\n```"],
    ["indented", `  \`\`\`ts\n${filler}  \`\`\``],
    ["in a list", `- \`\`\`ts\n${filler.replaceAll(/^/gm, "  ")}`],
    ["with an entity for a language", `\`\`\`c&amp;x\n${filler}\`\`\``],
    ["with other line ends", `\`\`\`ts\r\n${filler.replaceAll("\n", "\r\n")}\`\`\``],
    ["no code", filler],
  ])("is left to the parser when it is %s", (_, text) => {
    expect(readLongCode(text)).toBeNull();
  });

  it("stands between what is said before and after it", () => {
    const blocks = [
      "**Before** it.",
      "\n\n",
      "So:",
      "\n\n",
      `~~~ts\n${filler}~~~`,
      "\n\n",
      "**After** it.",
      "\n\n",
    ];
    expect(splitLongCode(blocks)).toEqual([
      "**Before** it.\n\nSo:\n\n",
      { code: filler.trimEnd(), language: "ts", isClosed: true },
      "**After** it.\n\n",
    ]);
  });
});
