import { type Literal, toText } from "@/lib/mastra/literal";

type Text = Extract<Literal, { kind: "template" }> | { kind: "primitive"; line: number; value: string };

/** A literal as a text that may have gaps; null for what is no text. */
export function asText(literal: Literal | undefined): Text | null {
  if (literal?.kind === "template") return literal;
  const value = toText(literal);
  return literal === undefined || value === null ? null : { kind: "primitive", line: literal.line, value };
}

/** Texts one after the other. */
export function joinTexts(texts: readonly Text[], { line, by = "" }: { line: number; by?: string }): Literal {
  const gaps = texts.flatMap((text) => (text.kind === "template" ? text.gaps : []));
  const text = texts.map((each) => (each.kind === "template" ? each.text : each.value)).join(by);
  return gaps.length === 0
    ? { kind: "primitive", line, value: text }
    : { kind: "template", line, text, gaps };
}

/** What stands for a value that is not written out: a prompt's variable with its name. */
export function toGap(expression: string, line: number): Text {
  const name = /^[A-Za-z_][\w.]{0,58}$/.test(expression) ? expression : "value";
  return { kind: "template", line, text: `{{${name}}}`, gaps: [name] };
}

/** A value as `f"{value}"` shows it; null for what is not written out, and for numbers that Python may write otherwise. */
export function toShownText(literal: Literal, line: number): Text | null {
  const text = asText(literal);
  if (text !== null) return text;
  if (literal.kind !== "primitive") return null;
  const { value } = literal;
  if (value === null) return { kind: "primitive", line, value: "None" };
  if (typeof value === "boolean") return { kind: "primitive", line, value: value ? "True" : "False" };
  return Number.isSafeInteger(value) ? { kind: "primitive", line, value: String(value) } : null;
}

const simple: Readonly<Record<string, (text: string) => string>> = {
  strip: (text) => text.trim(),
  lstrip: (text) => text.trimStart(),
  rstrip: (text) => text.trimEnd(),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
};

/** `"…%s…" % values`: gaps for the values; null for what is no text. */
export function fillPercent(on: Literal, line: number): Literal | null {
  const text = asText(on);
  if (text === null || text.kind === "template") return null;
  const gaps: string[] = [];
  const filled = text.value.replace(
    /%(?:\(([A-Za-z_]\w{0,58})\))?[-+ #0]*\d*(?:\.\d+)?[sdifrgexXoc]|%%/g,
    (whole: string, name?: string) => {
      if (whole === "%%") return "%";
      gaps.push(name ?? "value");
      return `{{${name ?? "value"}}}`;
    },
  );
  return gaps.length === 0
    ? { kind: "primitive", line, value: filled }
    : { kind: "template", line, text: filled, gaps };
}

type Called = { items: readonly Literal[]; named: ReadonlyMap<string, Literal>; line: number };

/** What a method of a text returns: `.strip()`, `.join([…])`, `.format(…)`; null for others. */
export function callTextMethod(method: string, on: Literal, { items, named, line }: Called): Literal | null {
  const text = asText(on);
  if (text === null) return null;
  const change = Object.hasOwn(simple, method) && items.length === 0 ? simple[method] : undefined;
  if (change !== undefined) return changeText(text, change);
  const [first] = items;
  if (method === "join" && text.kind === "primitive" && first?.kind === "list") {
    const parts = first.items.flatMap((item) => asText(item) ?? []);
    return parts.length < first.items.length ? null : joinTexts(parts, { line, by: text.value });
  }
  return method === "format" && text.kind === "primitive" ? format(text.value, { items, named, line }) : null;
}

/** `textwrap.dedent(…)`, `inspect.cleandoc(…)`: without the blanks that all lines begin with. */
export function dedent(on: Literal | null, isTrimmed: boolean): Literal | null {
  const text = asText(on ?? undefined);
  if (text === null) return null;
  return changeText(text, (given) => {
    const lines = given.split("\n").map((line) => (line.trim() === "" ? "" : line));
    const counted = lines.slice(isTrimmed ? 1 : 0).filter((line) => line !== "");
    const blanks = Math.min(...counted.map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0), 1_000);
    const cut = lines.map((line, index) =>
      isTrimmed && index === 0 ? line.trimStart() : line.slice(blanks),
    );
    return isTrimmed ? cut.join("\n").replaceAll(/^\n+|\n+$/g, "") : cut.join("\n");
  });
}

function changeText(text: Text, change: (text: string) => string): Literal {
  if (text.kind === "template") return { ...text, text: change(text.text) };
  return { ...text, value: change(text.value) };
}

/** `"{} {name}".format(…)`; null when a place has more than a name or a number in it. */
function format(text: string, { items, named, line }: Called): Literal | null {
  let next = 0;
  const parts: (Text | null)[] = [];
  let at = 0;
  for (const match of text.matchAll(/\{\{|\}\}|\{([^{}]*)\}/g)) {
    const [given, place] = match;
    parts.push({ kind: "primitive", line, value: text.slice(at, match.index) });
    at = match.index + given.length;
    if (place === undefined) parts.push({ kind: "primitive", line, value: given.charAt(0) });
    else if (/^\w*$/.test(place)) {
      const index = place === "" ? next++ : Number(place);
      const value = Number.isNaN(index) ? named.get(place) : items[index];
      parts.push((value && toShownText(value, line)) ?? toGap(Number.isNaN(index) ? place : "value", line));
    } else parts.push(toGap(/^\w+/.exec(place)?.[0] ?? "value", line));
  }
  parts.push({ kind: "primitive", line, value: text.slice(at) });
  const known = parts.filter((part) => part !== null);
  return joinTexts(known, { line });
}
