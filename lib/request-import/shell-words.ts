import { importError } from "@/lib/import-error";

/** A word of a command as the shell gives it to the program. Variables stand in it as `$NAME`. */
export type ShellWord = {
  text: string;
  /** From 1, where it begins. */
  line: number;
  variables: string[];
  /** Part of it is the output of a command, which is not run here. */
  hasCommand: boolean;
};

/** A command, or what connects two: `|`, `;`, `{`, `}`, `<`, a here document. */
export type ShellToken =
  | ({ kind: "word" } & ShellWord)
  | { kind: "sign"; text: string; line: number }
  | { kind: "document"; text: string; line: number };

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\u0007",
  b: "\b",
  e: "\u001b",
  f: "\f",
  v: "\v",
};

/** The tokens of a POSIX shell's text. It is read, never run. @throws AppError with the line of a quote that stays open */
export function readShell(text: string): ShellToken[] {
  return new ShellReader(text).read();
}

class ShellReader {
  readonly #text: string;
  readonly #tokens: ShellToken[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): ShellToken[] {
    while (this.#at < this.#text.length) this.#readToken();
    return this.#tokens;
  }

  get #line(): number {
    return this.#text.slice(0, this.#at).split("\n").length;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    const sticky = new RegExp(pattern.source, "suy");
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#text);
    if (found !== null) this.#at += found[0].length;
    return found;
  }

  #readToken(): void {
    const line = this.#line;
    if (this.#take(/[ \t\r]+|\\\r?\n|#[^\n]*/) !== null) return;
    if (this.#take(/\n/) !== null) {
      this.#tokens.push({ kind: "sign", text: ";", line });
      return;
    }
    const opened = this.#take(/<<-?[ \t]*(["']?)([\w-]+)\1/);
    if (opened !== null) {
      this.#readDocument(opened[2] ?? "", line);
      return;
    }
    // A bracket is a sign only where it stands alone: {"a": 1} without quotes is a word.
    const sign = this.#take(/<<<|[{}](?=\s|;|\||$)|&&|\|\||>>|[|;&()<>]/);
    if (sign !== null) this.#tokens.push({ kind: "sign", text: sign[0], line });
    else this.#tokens.push({ kind: "word", ...this.#readWord(line) });
  }

  /** The lines up to the one that is the end mark; what else stands on this line is read first. */
  #readDocument(mark: string, line: number): void {
    const lineEnd = this.#text.indexOf("\n", this.#at);
    const rest = lineEnd < 0 ? "" : this.#text.slice(lineEnd + 1);
    const end = new RegExp(`^[\\t]*${mark}[ \\t\\r]*$`, "m").exec(rest);
    if (end === null) throw importError(`The text between << ${mark} and ${mark} has no end.`, { line });
    this.#tokens.push({ kind: "document", text: rest.slice(0, end.index), line: line + 1 });
    const sameLine = new ShellReader(this.#text.slice(this.#at, lineEnd)).read();
    this.#tokens.push(...sameLine.map((token) => ({ ...token, line })));
    this.#at = lineEnd + 1 + end.index + end[0].length;
  }

  #readWord(line: number): ShellWord {
    const word: ShellWord = { text: "", line, variables: [], hasCommand: false };
    for (;;) {
      const start = this.#at;
      this.#readPiece(word);
      if (this.#at === start) return word;
    }
  }

  #readPiece(word: ShellWord): void {
    const { line } = word;
    const single = this.#take(/'([^']*)'/);
    if (single !== null) word.text += single[1];
    else if (this.#take(/\$'/) !== null) word.text += this.#readEscaped(line);
    else if (this.#take(/"/) !== null) this.#readDoubleQuoted(word);
    else if (this.#take(/\\\r?\n/) !== null) return;
    else if (this.#text[this.#at] === "$" || this.#text[this.#at] === "`") this.#readExpansion(word);
    else if (this.#text[this.#at] === "'") throw importError("A text in '…' has no end.", { line });
    else {
      const escaped = this.#take(/\\(.)/);
      word.text += escaped === null ? (this.#take(/[^\s'"\\$`|;&()<>]+/)?.[0] ?? "") : (escaped[1] ?? "");
    }
  }

  #readDoubleQuoted(word: ShellWord): void {
    for (;;) {
      word.text += this.#take(/[^"\\$`]+/)?.[0] ?? "";
      if (this.#take(/"/) !== null) return;
      const escaped = this.#take(/\\(.)/);
      if (escaped !== null) word.text += toDoubleQuoted(escaped[1] ?? "");
      else if (this.#at >= this.#text.length)
        throw importError('A text in "…" has no end.', { line: word.line });
      else this.#readExpansion(word);
    }
  }

  /** `$NAME`, `${NAME:-other}`, PowerShell's `$env:NAME`, `$(command)` and `` `command` ``. */
  #readExpansion(word: ShellWord): void {
    const name = this.#take(/\$(?:\{(?:env:)?([A-Za-z_]\w*)[^}]*\}|(?:env:)?([A-Za-z_]\w*))/);
    if (name !== null) {
      word.variables.push(name[1] ?? name[2] ?? "");
      word.text += `$${name[1] ?? name[2]}`;
      return;
    }
    if (this.#take(/\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`/) !== null) {
      word.hasCommand = true;
      return;
    }
    word.text += this.#take(/[$`]/)?.[0] ?? "";
  }

  /** `$'…'` as bash reads it. */
  #readEscaped(line: number): string {
    let text = "";
    for (;;) {
      text += this.#take(/[^'\\]+/)?.[0] ?? "";
      if (this.#take(/'/) !== null) return text;
      const bytes = this.#take(/(?:\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3})+/);
      if (bytes !== null) {
        text += toText(bytes[0]);
        continue;
      }
      const code = this.#take(/\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,6}))/);
      if (code !== null) {
        const point = Number.parseInt(code[1] ?? code[2] ?? "0", 16);
        text += point > 0x10ffff ? "\ufffd" : String.fromCodePoint(point);
        continue;
      }
      const escaped = this.#take(/\\(.)/);
      if (escaped === null) throw importError("A text in $'…' has no end.", { line });
      const letter = escaped[1] ?? "";
      text += escapes[letter] ?? (/['"\\?]/.test(letter) ? letter : `\\${letter}`);
    }
  }
}

/** `\xe2\x9c\x93`: bytes of UTF-8. */
function toText(escaped: string): string {
  const bytes = [...escaped.matchAll(/\\(?:x([0-9a-fA-F]+)|([0-7]+))/g)].map(([, hex, octal]) =>
    hex === undefined ? Number.parseInt(octal ?? "0", 8) & 255 : Number.parseInt(hex, 16),
  );
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/** Within double quotes a stroke is one unless it stands before these. */
function toDoubleQuoted(letter: string): string {
  if (letter === "\n") return "";
  return /["\\$`]/.test(letter) ? letter : `\\${letter}`;
}
