const zalgo = Array.from({ length: 0x70 }, (_, index) => String.fromCodePoint(0x300 + index)).join("");

const deepList = Array.from({ length: 1_000 }, (_, depth) => `${"  ".repeat(depth)}- ${depth}`).join("\n");
const wideTable = [
  `|${"h|".repeat(400)}`,
  `|${"-|".repeat(400)}`,
  ...Array.from({ length: 400 }, () => `|${"1|".repeat(400)}`),
].join("\n");
const longTable = ["|a|b|", "|-|-|", ...Array.from({ length: 20_000 }, (_, row) => `|${row}|x|`)].join("\n");
const macros = Array.from({ length: 20 }, (_, depth) => {
  const called = `\\m${String.fromCharCode(97 + depth)}`;
  const inner = depth === 0 ? "x" : `\\m${String.fromCharCode(96 + depth)}`.repeat(10);
  return `\\def${called}{${inner}}`;
}).join("");

/** Twenty answers that cost a careless renderer seconds or its stack, by what they are. */
export const renderBombs: Readonly<Record<string, string>> = {
  "5,000 quotes in each other": `${">".repeat(5_000)} x`,
  "quotes with spaces": `${"> ".repeat(5_000)}x`,
  "a list 1,000 deep": deepList,
  "markers on one line": `${"- ".repeat(3_000)}x`,
  "a table of 400 × 400": wideTable,
  "a table of 20,000 rows": longTable,
  "100,000 asterisks": "*".repeat(100_000),
  "asterisks with letters": "*a **b ".repeat(20_000),
  "50,000 opening brackets": "[".repeat(50_000),
  "nested images": `${"![".repeat(10_000)}x${"](a)".repeat(10_000)}`,
  "links that never close": "[a](".repeat(20_000),
  "backticks of growing length": Array.from({ length: 600 }, (_, length) => "`".repeat(length + 1)).join(" "),
  "one line of 1 MB": "x".repeat(1_000_000),
  "a fence that never closes": `\`\`\`ts\n${"const a = { b: [1, 2, 3] };\n".repeat(10_000)}`,
  "a thousand fences": "```js\nlet a = 1;\n```\n\n".repeat(1_000),
  "formulas that grow by macros": `$$${macros}\\mt$$`,
  "formulas in each other": `$$${"\\frac{1}{".repeat(2_000)}x${"}".repeat(2_000)}$$`,
  "a list of 20,000": Array.from({ length: 20_000 }, (_, row) => `- item ${row}`).join("\n"),
  "letters under 5,000 accents": `a${zalgo.repeat(45)} `.repeat(60),
  "entities and HTML": `${"<div>".repeat(5_000)}${"&amp;".repeat(20_000)}${"<!--".repeat(5_000)}`,
};
