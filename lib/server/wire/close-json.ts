import "server-only";
import { parseJson } from "./read-json";

/** Where a cut text can still be made whole: how much of it to keep, and what closes it. */
type End = { length: number; closing: string };

/**
 * A JSON text that was cut off, closed so that it can be read: `{"a":{"b":"wo` → `{"a":{"b":"wo"}}`. What cannot be told
 * any more, half a name or half a number, is left out. undefined when it is not the beginning of a JSON object or list.
 */
export function closeJson(text: string): string | undefined {
  const ends = findEnds(text);
  const end = ends.find(({ length, closing }) => parseJson(text.slice(0, length) + closing) !== undefined);
  return end === undefined ? undefined : text.slice(0, end.length) + end.closing;
}

/** The ends to try: all of the text, then up to the last whole member, then up to the last open bracket. */
function findEnds(text: string): End[] {
  const open: string[] = [];
  let isText = false;
  let afterMember: End | null = null;
  let afterBracket: End | null = null;
  /** Without the beginning of an escape at its end. */
  let whole = text.length;
  const closing = () => open.toReversed().join("");

  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isText) {
      if (character === "\\") {
        const next = at + (text[at + 1] === "u" ? 6 : 2);
        if (next > text.length) whole = at;
        at = next - 1;
      }
      if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === "{" || character === "[") {
      open.push(character === "{" ? "}" : "]");
      afterMember = null;
      afterBracket = { length: at + 1, closing: closing() };
    } else if (character === "}" || character === "]") open.pop();
    else if (character === ",") afterMember = { length: at, closing: closing() };
  }
  if (open.length === 0) return [];
  return [
    isText ? { length: whole, closing: `"${closing()}` } : { length: text.length, closing: closing() },
    ...(afterMember === null ? [] : [afterMember]),
    ...(afterBracket === null ? [] : [afterBracket]),
  ];
}
