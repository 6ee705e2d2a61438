import { iterateWords } from "./words";

/** Words that must stand beside each other, in this order; of the last one only the beginning when `isPrefix`. */
export type Phrase = { words: string[]; isPrefix: boolean };

const maxWords = 20;

/**
 * What is looked for: every phrase must be found. `"quoted words"` are one phrase, and so is a word that has several
 * (`gpt-4.1`). The last word is taken as the beginning of one while it is being typed.
 */
export function parseSearch(query: string): Phrase[] {
  const phrases: Phrase[] = [];
  let count = 0;
  for (const { 1: quoted, 2: plain, 0: whole, index } of query
    .slice(0, 500)
    .matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
    const words = [...iterateWords(quoted ?? plain ?? "")].map(({ word }) => word);
    if (words.length === 0 || count + words.length > maxWords) continue;
    count += words.length;
    const isOpen = quoted === undefined || !whole.endsWith('"') || whole === '"';
    phrases.push({ words, isPrefix: isOpen && index + whole.length === query.length });
  }
  return phrases;
}
