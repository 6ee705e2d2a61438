const maxCharacters = 400_000;
const maxLineCharacters = 20_000;
const maxQuoteDepth = 40;
const maxIndent = 200;
const maxRun = 400;
const maxCells = 6000;
/** A list is one piece of work: it is drawn as a whole or not at all. */
const maxItems = 2000;

const item = /^[ \t]{0,200}(?:[-*+]|\d{1,9}[.)])[ \t]/gm;
const deepQuote = new RegExp(`^(?:[ \\t]*>){${maxQuoteDepth}}`, "m");
const deepIndent = new RegExp(`^[ \\t]{${maxIndent}}[ \\t]*(?:[-*+>]|\\d+[.)])`, "m");
const deepMarkers = new RegExp(`^(?:[ \\t]*(?:[-*+>]|\\d{1,9}[.)])[ \\t]){${maxQuoteDepth}}`, "m");
const longRun = new RegExp(`(?:[\\[\\]!(){]{${maxRun}}|[*_~\`]{${maxRun}})`);

type Checked = { characters: number; cells: number; items: number; exceeds: boolean };

/**
 * Tells of one text that may grow whether a markdown parser would choke on it: too long, nested too deep for its recursion, with
 * runs of brackets and asterisks that cost it quadratic time, or with tables and lists of thousands of cells or items. Such a
 * text is shown as it came. Each line is looked at once.
 */
export function createLimitCheck(): (text: string) => boolean {
  let known = "";
  let checked: Checked = { characters: 0, cells: 0, items: 0, exceeds: false };
  return (text) => {
    if (!text.startsWith(known)) checked = { characters: 0, cells: 0, items: 0, exceeds: false };
    const end = text.lastIndexOf("\n") + 1;
    checked = check(checked, text.slice(checked.characters, end));
    known = text.slice(0, end);
    return text.length > maxCharacters || check(checked, text.slice(end)).exceeds;
  };
}

/** What is known with these lines, too. */
function check(before: Checked, lines: string): Checked {
  if (before.exceeds || lines === "") return before;
  const cells = before.cells + countMatches(lines, /\|/g, maxCells);
  const items = before.items + countMatches(lines, item, maxItems);
  const exceeds =
    cells > maxCells ||
    items > maxItems ||
    hasLongLine(lines) ||
    [deepQuote, deepIndent, deepMarkers, longRun].some((pattern) => pattern.test(lines));
  return { characters: before.characters + lines.length, cells, items, exceeds };
}

/** How often it is there, as far as that is not more than `most`. */
function countMatches(text: string, pattern: RegExp, most: number): number {
  let count = 0;
  pattern.lastIndex = 0;
  while (count <= most && pattern.test(text)) count += 1;
  return count;
}

function hasLongLine(text: string): boolean {
  let start = 0;
  while (text.length - start > maxLineCharacters) {
    const end = text.indexOf("\n", start);
    if (end === -1 || end - start > maxLineCharacters) return true;
    start = end + 1;
  }
  return false;
}
