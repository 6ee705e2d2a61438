/** Where a text stops being JSON, counted from 1, and what should have stood there. */
export type JsonFault = { line: number; column: number; expected: string };

const space = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** The server refuses bodies much deeper than this, and so does the stack of whoever walks them. */
const maxDepth = 50;

class Fault extends Error {
  readonly at: number;
  constructor(at: number, expected: string) {
    super(expected);
    this.at = at;
  }
}

/** Walks over a JSON text without building anything. */
class JsonWalker {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  walk(): void {
    this.#value();
    this.#skip(space);
    if (this.#at < this.#text.length) throw new Fault(this.#at, "the end of the text");
  }

  #value(): void {
    if (this.#takes("{")) this.#members("}", () => this.#property());
    else if (this.#takes("[")) this.#members("]", () => this.#value());
    else if (this.#text[this.#at] === '"') this.#string();
    else if (!this.#skip(scalar)) throw new Fault(this.#at, "a value");
  }

  /** What stands between brackets: nothing, or items with commas between them. */
  #members(end: string, item: () => void): void {
    if (this.#takes(end)) return;
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new Fault(this.#at, `at most ${maxDepth} levels`);
    do item();
    while (this.#takes(","));
    if (!this.#takes(end)) throw new Fault(this.#at, `a comma or ${end}`);
    this.#depth -= 1;
  }

  #property(): void {
    this.#skip(space);
    if (this.#text[this.#at] !== '"') throw new Fault(this.#at, "a name in double quotes");
    this.#string();
    if (!this.#takes(":")) throw new Fault(this.#at, "a colon");
    this.#value();
  }

  #string(): void {
    if (!this.#skip(string)) throw new Fault(this.#at, "a text that ends with a double quote on its line");
  }

  #takes(sign: string): boolean {
    this.#skip(space);
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    this.#skip(space);
    return true;
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    this.#at += found?.[0].length ?? 0;
    return found !== null;
  }
}

/** The first place where `text` is not JSON; null when it is. Browsers word this differently, or leave the place out. */
export function locateJsonFault(text: string): JsonFault | null {
  try {
    new JsonWalker(text).walk();
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.at).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, expected: error.message };
  }
}
