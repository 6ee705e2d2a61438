/** A line break that ends a line with something in it. */
const lineEnd = /[^\n]\n/g;

/**
 * The text cut at line breaks into pieces of at least `characters` (but for the last). The breaks between the pieces are in none
 * of them; no piece but the last ends in another one, which a page would not show.
 */
export function splitLines(text: string, characters: number): string[] {
  const pieces: string[] = [];
  for (let start = 0; start <= text.length; ) {
    lineEnd.lastIndex = start + characters - 1;
    const found = lineEnd.exec(text);
    const end = found === null ? text.length : found.index + 1;
    pieces.push(text.slice(start, end));
    start = end + 1;
  }
  return pieces;
}
