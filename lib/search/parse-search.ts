import { iterateWords } from "./words";

/** Words that must stand beside each other, in this order; of the last one only the beginning when `isPrefix`. */
export type Phrase = { words: string[]; isPrefix: boolean };

const maxWords = 20;
const maxCharacters = 500;

/**
 * What is looked for: every phrase must be found. `"quoted words"` are one phrase, and so is a word that has several
 * (`gpt-4.1`). The last word is taken as the beginning of one while it is being typed.
 */
export function parseSearch(query: string): Phrase[] {
  const phrases: Phrase[] = [];
  let count = 0;
  const text = query.slice(0, maxCharacters);
  for (const { 1: quoted, 2: plain, 0: whole, index } of text.matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
    const found = [...iterateWords(quoted ?? plain ?? "")].map(({ word }) => word);
    // A sentence in a script without spaces has a word a sign: its beginning is enough to find it.
    const words = found.slice(0, maxWords - count);
    if (words.length === 0) continue;
    count += words.length;
    const isOpen = quoted === undefined || !whole.endsWith('"') || whole === '"';
    const isWhole = words.length === found.length;
    phrases.push({ words, isPrefix: isOpen && isWhole && index + whole.length === text.length });
  }
  return phrases;
}
