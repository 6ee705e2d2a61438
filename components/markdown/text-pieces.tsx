import { countRows } from "@/lib/count-rows";
import { splitLines } from "@/lib/split-lines";

/** What is longer is laid out in pieces of this length, and only those in view. */
const pieceCharacters = 10_000;

/** So many characters fit into a row of an answer, about. */
export const answerColumns = 80;

type TextPiecesProps = {
  text: string;
  /** After about so many characters a line goes on in the next row: what is not laid out yet is taken for that high. */
  columns: number;
};

/** A text that costs nothing where it is out of view. Only where the page stays in place when a height turns out to be another one. */
export function TextPieces({ text, columns }: TextPiecesProps) {
  if (text.length <= pieceCharacters) return text;
  return splitLines(text, pieceCharacters).map((piece, index) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: a text grows at its end only
      key={index}
      className="block [unicode-bidi:plaintext] supports-[overflow-anchor:auto]:[content-visibility:auto]"
      style={{ containIntrinsicBlockSize: `auto ${countRows(piece, columns)}lh` }}
    >
      {piece}
    </span>
  ));
}
