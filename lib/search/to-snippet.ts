import { toWholeCharacter } from "@/lib/to-whole-character";
import { matchesAt } from "./matches-at";
import type { Phrase } from "./parse-search";
import { iterateWords, type Word } from "./words";

/** A part of a text with what was found in it, as ranges of UTF-16 code units. */
export type Snippet = { text: string; ranges: [start: number, end: number][] };

const before = 40;
const length = 160;
/** Further into a text nothing is looked for: a hit there is shown by the text's beginning. */
const maxWordsRead = 60_000;

function findRanges(text: string, phrases: Phrase[]): [number, number][] {
  const words: Word[] = [];
  for (const word of iterateWords(text)) {
    words.push(word);
    if (words.length >= maxWordsRead) break;
  }
  const folded = words.map(({ word }) => word);
  const ranges: [number, number][] = [];
  for (let at = 0; at < words.length; at++) {
    const phrase = phrases.find((candidate) => matchesAt(folded, at, candidate));
    const first = words[at];
    const last = phrase === undefined ? undefined : words[at + phrase.words.length - 1];
    if (phrase === undefined || first === undefined || last === undefined) continue;
    ranges.push([first.start, last.end]);
    at += phrase.words.length - 1;
  }
  return ranges;
}

/** The part of `text` around the first of what was looked for, on one line. */
export function toSnippet(text: string, phrases: Phrase[]): Snippet {
  const found = findRanges(text, phrases);
  const first = found[0]?.[0] ?? 0;
  const start = first <= before * 1.5 ? 0 : toWordStart(text, first - before);
  const end = toWholeCharacter(text, Math.min(text.length, start + length));
  const head = start > 0 ? "…" : "";
  const shift = head.length - start;
  return {
    text: `${head}${text.slice(start, end).replace(/\s/g, " ")}${end < text.length ? "…" : ""}`,
    ranges: found
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]) => [from + shift, to + shift]),
  };
}

/** The beginning of the next word, so that none is cut. */
function toWordStart(text: string, at: number): number {
  const space = text.slice(at, at + before).search(/\s/);
  return space === -1 ? toWholeCharacter(text, at) : at + space + 1;
}
