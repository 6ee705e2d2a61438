import { toWholeCharacter } from "./to-whole-character";

/** Nothing that a person reads is as long; a browser lays such a line out in one piece, for as long as that takes. */
const maxLineCharacters = 20_000;

/** The text with no more than the beginnings of its longest lines, and how many characters that leaves out. */
export function cutLongLines(text: string): { shown: string; leftOut: number } {
  if (text.length <= maxLineCharacters) return { shown: text, leftOut: 0 };
  const pieces: string[] = [];
  let leftOut = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const isLong = end - start > maxLineCharacters;
    const cut = isLong ? toWholeCharacter(text, start + maxLineCharacters) : end;
    leftOut += end - cut;
    pieces.push(text.slice(start, cut), isLong ? "…" : "", newline === -1 ? "" : "\n");
    start = end + 1;
  }
  return { shown: pieces.join(""), leftOut };
}
