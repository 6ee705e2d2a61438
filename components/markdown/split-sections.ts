import { parseMarkdownIntoBlocks } from "streamdown";
import { settle } from "./split-blocks";

/** So long a section is at least, when it is closed. */
const sectionCharacters = 3_000;
/** What one block may change in all others: footnotes, definitions of links, other line ends. */
const reachesFar = /\[\^[\w-]+\]|^ {0,3}\[[^\]]+\]:|\r/m;

/**
 * The blocks that nothing changes any more, in sections: all of them, since what is left is drawn anew where it goes on
 * growing.
 */
function closeSections(text: string): string[] {
  const { blocks, settledCount } = settle(parseMarkdownIntoBlocks(text));
  const sections: string[] = [];
  let section = "";
  for (const block of blocks.slice(0, settledCount)) {
    section += block;
    if (section.length < sectionCharacters || !section.endsWith("\n\n")) continue;
    sections.push(section);
    section = "";
  }
  const last = sections.pop();
  return last === undefined ? [] : [...sections, last + section];
}

/**
 * Splits one growing text where blocks end. Sections but the last never change: neither are they parsed again, nor laid out and
 * painted while they are out of view.
 */
export function createSectionSplitter(): (markdown: string) => string[] {
  let closed: string[] = [];
  let closedText = "";
  return (markdown) => {
    if (!markdown.startsWith(closedText) || reachesFar.test(markdown)) {
      closed = [];
      closedText = "";
      if (reachesFar.test(markdown)) return [markdown];
    }
    const rest = markdown.slice(closedText.length);
    if (rest.length < sectionCharacters * 1.5) return [...closed, rest];
    const sections = closeSections(rest);
    closed = [...closed, ...sections];
    closedText += sections.join("");
    return [...closed, markdown.slice(closedText.length)];
  };
}
