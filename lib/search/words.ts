/** A word of a text as it is searched, and where it stands there. */
export type Word = { word: string; start: number; end: number };

/** Words longer than this are cut: an index keeps no longer ones. */
const maxWordCharacters = 100;

// Scripts without spaces between words are searched sign by sign: neighbours make the words.
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}]+/gu;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Without case and accents, as words are compared. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/** The words of a text in order. Both databases and the highlighting on the screen use these, so that they agree. */
export function* iterateWords(text: string): Generator<Word> {
  for (const { 0: found, index } of text.matchAll(wordPattern)) {
    if (found.length > 1 && unspaced.test(found)) {
      // Letters and signs in one run, e.g. "GPT日本": each sign is a word of its own.
      let start = index;
      for (const piece of found.split(
        /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])|(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])/u,
      )) {
        yield* toWord(piece, start);
        start += piece.length;
      }
    } else yield* toWord(found, index);
  }
}

function* toWord(found: string, start: number): Generator<Word> {
  // Cut before it is folded as well: a text may be one word of a million letters, each with several accents.
  const word = fold(found.slice(0, 10 * maxWordCharacters)).slice(0, maxWordCharacters);
  if (word !== "") yield { word, start, end: start + found.length };
}

/** The words of a text, one space between them: what is indexed. At most `maxCharacters`, so that every index takes it. */
export function toIndexedText(text: string, maxCharacters = 200_000): string {
  let indexed = "";
  for (const { word } of iterateWords(text)) {
    if (indexed.length + word.length >= maxCharacters) break;
    indexed += indexed === "" ? word : ` ${word}`;
  }
  return indexed;
}
