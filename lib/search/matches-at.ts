import type { Phrase } from "./parse-search";

/** True when the folded `words` have the phrase from number `at` on. */
export function matchesAt(words: string[], at: number, { words: wanted, isPrefix }: Phrase): boolean {
  return wanted.every((word, index) => {
    const found = words[at + index];
    if (found === undefined) return false;
    return isPrefix && index === wanted.length - 1 ? found.startsWith(word) : found === word;
  });
}
