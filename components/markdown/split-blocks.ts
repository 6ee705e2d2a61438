import { parseMarkdownIntoBlocks } from "streamdown";

/** What one block may change in another: footnotes, definitions of links, HTML that stays open, formulas, other line ends. */
const reachesFar = /\[\^|^ {0,3}\[[^\]]+\]:|<[A-Za-z]|\$\$|\r/m;
/** So many blocks at the end may still change their extent: a list may go on, a paragraph become a heading or a table. */
const unsettledBlocks = 3;

type Split = { blocks: string[]; settledCount: number; settled: string };

const nothing: Split = { blocks: [], settledCount: 0, settled: "" };

/** Up to which block nothing changes any more when more text follows. */
export function settle(blocks: string[]): Split {
  const last = blocks
    .slice(0, Math.max(0, blocks.length - unsettledBlocks))
    .findLastIndex((block) => block.endsWith("\n\n"));
  const settledCount = last + 1;
  return { blocks, settledCount, settled: blocks.slice(0, settledCount).join("") };
}

/**
 * Splits one growing text into blocks as `parseMarkdownIntoBlocks` does, but reads only what is new. Streamdown remembers one
 * text for the whole page: with several lanes that grow in turn it would read all of each again and again.
 */
export function createBlockSplitter(): (markdown: string) => string[] {
  let known = nothing;
  return (markdown) => {
    const goesOn = known.settledCount > 0 && markdown.startsWith(known.settled);
    if (!goesOn || reachesFar.test(markdown)) {
      known = settle(parseMarkdownIntoBlocks(markdown));
      return known.blocks;
    }
    const rest = markdown.slice(known.settled.length);
    known = settle([...known.blocks.slice(0, known.settledCount), ...parseMarkdownIntoBlocks(rest)]);
    return known.blocks;
  };
}
