const maxCharacters = 400_000;
const maxLineCharacters = 20_000;
const maxQuoteDepth = 40;
const maxIndent = 200;
const maxRun = 400;
const maxCells = 6000;
/** A list is one piece of work: it is drawn as a whole or not at all. */
const maxItems = 2000;

const deepQuote = new RegExp(`^(?:[ \\t]*>){${maxQuoteDepth}}`, "m");
const deepIndent = new RegExp(`^[ \\t]{${maxIndent}}[ \\t]*(?:[-*+>]|\\d+[.)])`, "m");
const deepMarkers = new RegExp(`^(?:[ \\t]*(?:[-*+>]|\\d{1,9}[.)])[ \\t]){${maxQuoteDepth}}`, "m");
const longRun = new RegExp(`(?:[\\[\\]!(){]{${maxRun}}|[*_~\`]{${maxRun}})`);

/**
 * True for a text that a markdown parser would choke on: too long, nested too deep for its recursion, with runs of
 * brackets and asterisks that cost it quadratic time, or with tables and lists of thousands of cells or items. Such a text is shown as it came.
 */
export function exceedsMarkdownLimits(text: string): boolean {
  if (text.length > maxCharacters) return true;
  if (hasLongLine(text) || hasManyCells(text) || hasManyItems(text)) return true;
  return [deepQuote, deepIndent, deepMarkers, longRun].some((pattern) => pattern.test(text));
}

function hasManyCells(text: string): boolean {
  let cells = 0;
  for (let at = text.indexOf("|"); at !== -1 && cells <= maxCells; at = text.indexOf("|", at + 1)) cells += 1;
  return cells > maxCells;
}

function hasManyItems(text: string): boolean {
  const item = /^[ \t]{0,200}(?:[-*+]|\d{1,9}[.)])[ \t]/gm;
  let items = 0;
  while (items <= maxItems && item.test(text)) items += 1;
  return items > maxItems;
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
