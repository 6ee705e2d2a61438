/** So much code in one block takes the parser longer than a page may take to answer; it would find nothing in it. */
export const longCodeCharacters = 20_000;

/** A fenced block that is drawn without the parser. */
export type LongCode = { code: string; language: string; isClosed: boolean };

/** An opening fence that is not indented, and an info string of which nothing but its first word means anything. */
const opening = /^(`{3,}|~{3,})[ \t]*([^\s`~\\&]*)[^\n`\\&]*(?:\n|$)/;
/** What the parser replaces. */
const replaced = /[\r\0]/;

/** The blocks of a text, those that need the parser joined where they follow each other. */
export function splitLongCode(blocks: readonly string[]): (string | LongCode)[] {
  const parts: (string | LongCode)[] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    const longCode = readLongCode(block);
    if (longCode !== null) parts.push(longCode);
    else if (typeof last === "string") parts[parts.length - 1] = last + block;
    else if (block.trim() !== "") parts.push(block);
  }
  return parts;
}

/** The block as CommonMark reads a fenced block; null when it is none, is short, or has what only the parser understands. */
export function readLongCode(block: string): LongCode | null {
  if (block.length < longCodeCharacters || replaced.test(block)) return null;
  const [head, fence, language = ""] = opening.exec(block) ?? [];
  if (head === undefined || fence === undefined) return null;
  const text = block.slice(head.length).trimEnd();
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  const isClosed = new RegExp(`^ {0,3}${fence}${fence[0]}*$`).test(lastLine);
  const code = isClosed ? text.slice(0, -lastLine.length - 1) : block.slice(head.length).replace(/\n$/, "");
  return { code, language, isClosed };
}
