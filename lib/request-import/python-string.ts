const form = /^([a-zA-Z]*)("""|'''|"|')(.*)\2$/s;

const letters: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\u0007",
  b: "\b",
  f: "\f",
  v: "\v",
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

const escaped = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(.))/gs;

/** What a text of Python's says; null for bytes, and for an f-string with an expression in it. */
export function readPythonString(code: string): string | null {
  const [, prefix = "", , inner = ""] = form.exec(code) ?? [];
  if (/f/i.test(prefix) && /\{/.test(inner.replaceAll(/\{\{|\}\}/g, ""))) return null;
  return readPythonTexts(code, [])?.[0] ?? null;
}

/** The texts of a string around its holes, which are the expressions in an f-string; null for bytes. */
export function readPythonTexts(
  code: string,
  holes: readonly { from: number; to: number }[],
): string[] | null {
  const [, prefix = "", quote = "", inner] = form.exec(code) ?? [];
  if (inner === undefined || /b/i.test(prefix)) return null;
  const isRaw = /r/i.test(prefix);
  const isFormat = /f/i.test(prefix);
  const starts = [prefix.length + quote.length, ...holes.map(({ to }) => to)];
  const ends = [...holes.map(({ from }) => from), code.length - quote.length];
  return starts.map((start, index) => {
    const given = code.slice(start, ends[index]);
    const text = isRaw ? given : given.replace(escaped, toUnescaped);
    return isFormat ? text.replaceAll("{{", "{").replaceAll("}}", "}") : text;
  });
}

function toUnescaped(whole: string, ...[byte, short, long, octal, letter]: (string | undefined)[]): string {
  const hex = byte ?? short ?? long;
  if (hex !== undefined) return toLetter(Number.parseInt(hex, 16));
  if (octal !== undefined) return toLetter(Number.parseInt(octal, 8));
  return letters[letter ?? ""] ?? whole;
}

function toLetter(code: number): string {
  return code > 0x10_ff_ff ? "\ufffd" : String.fromCodePoint(code);
}
