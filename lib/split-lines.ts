/** A line break that ends a line with something in it. */
const lineEnd = /[^\n]\n/g;

/**
 * The text cut at line breaks into pieces of at least `characters` (but for the last), and how many breaks each holds. The
 * breaks between the pieces are in none of them; no piece but the last ends in another one, which a page would not show.
 */
export function splitLines(text: string, characters: number): { text: string; breaks: number }[] {
  const pieces: { text: string; breaks: number }[] = [];
  for (let start = 0; start <= text.length; ) {
    lineEnd.lastIndex = start + characters - 1;
    const found = lineEnd.exec(text);
    const end = found === null ? text.length : found.index + 1;
    const piece = text.slice(start, end);
    pieces.push({ text: piece, breaks: piece.split("\n").length - 1 });
    start = end + 1;
  }
  return pieces;
}
