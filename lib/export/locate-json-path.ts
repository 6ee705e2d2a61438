const space = /[ \t\r\n]*/y;
// Written so that a text of many megabytes takes no steps back.
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[^\s[\]{},:"]+|[[\]{},:]/y;

/** Reads a JSON text that is known to be one, token by token. */
class Tokens {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#skipSpace();
  }

  peek(): string {
    token.lastIndex = this.at;
    return token.exec(this.#text)?.[0] ?? "";
  }

  take(): string {
    const found = this.peek();
    this.at += found.length;
    this.#skipSpace();
    return found;
  }

  skipValue(): void {
    let depth = 0;
    do {
      const found = this.take();
      if (found === "{" || found === "[") depth += 1;
      else if (found === "}" || found === "]") depth -= 1;
      else if (found === "") return;
    } while (depth > 0);
  }

  #skipSpace(): void {
    space.lastIndex = this.at;
    this.at += space.exec(this.#text)?.[0].length ?? 0;
  }
}

/** Goes to the member that `key` names; false, and where its parent begins, when there is none. */
function enter(tokens: Tokens, key: PropertyKey): boolean {
  const start = tokens.at;
  const isObject = tokens.take() === "{";
  for (let index = 0; tokens.peek() !== "" && !/^[}\]]/.test(tokens.peek()); index++) {
    const name: PropertyKey = isObject ? JSON.parse(tokens.take()) : index;
    if (isObject) tokens.take();
    if (name === key) return true;
    tokens.skipValue();
    if (tokens.peek() === ",") tokens.take();
  }
  tokens.at = start;
  return false;
}

/** The line, from 1, on which the value at `path` begins in a JSON text; of one that is absent, the line of its parent. */
export function locateJsonPath(text: string, path: readonly PropertyKey[]): number {
  const tokens = new Tokens(text);
  for (const key of path) if (!enter(tokens, key)) break;
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < tokens.at; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
