import type { SyntaxNode } from "@lezer/common";
import type { Literal } from "@/lib/mastra/literal";
import type { NameChange } from "./python-names";
import { asText, joinTexts } from "./python-texts";

/** A list or an object that may be added to: what others read of the same statement stays as it is. */
type Changing =
  | { kind: "list"; line: number; items: Literal[] }
  | { kind: "object"; line: number; fields: Map<string, Literal> }
  | Exclude<Literal, { kind: "list" | "object" }>;

/** One that may be added to. */
export function toChanging(literal: Literal): Changing {
  if (literal.kind === "list") return { ...literal, items: [...literal.items] };
  return literal.kind === "object" ? { ...literal, fields: new Map(literal.fields) } : literal;
}

type Reading = {
  read: (node: SyntaxNode) => Literal;
  /** The name of a field. */
  toKey: (node: SyntaxNode) => string;
  textOf: (node: SyntaxNode) => string;
  lineOf: (node: SyntaxNode) => number;
};

/** A list, an object or a text after something was added; null when that cannot be followed. */
export function applyChange(
  before: Changing,
  { kind, value, key, isCertain }: NameChange & { isCertain: boolean },
  { read, toKey, textOf, lineOf }: Reading,
): Changing | null {
  if (before.kind === "unknown") return before;
  if (value === null || kind === "other") return null;
  const what = "added in a loop or in some cases only";
  const added: Literal = isCertain ? read(value) : { kind: "unknown", line: lineOf(value), what };
  if (before.kind === "list" && kind === "append") before.items.push(added);
  else if (before.kind === "list" && kind === "extend")
    for (const item of added.kind === "list" ? added.items : [added]) before.items.push(item);
  else if (before.kind === "object" && kind === "put" && key !== undefined)
    before.fields.set(toKey(key), added);
  else if (before.kind === "object" && kind === "extend") {
    const { line } = added;
    // `update(seed=3)` is read as a call with named arguments.
    const given: Literal = added.kind === "call" ? { kind: "object", line, fields: added.named } : added;
    spreadInto(before.fields, given, textOf(value));
  } else return kind === "extend" ? extendText(before, added) : null;
  return before;
}

function extendText(before: Literal, added: Literal): Changing | null {
  const [first, second] = [asText(before), asText(added)];
  if (first === null || second === null) return null;
  return toChanging(joinTexts([first, second], { line: before.line }));
}

/** `**given` among fields or arguments; what is not written out stays under the words of the program. */
export function spreadInto(fields: Map<string, Literal>, given: Literal, text: string): void {
  if (given.kind === "object") for (const [name, field] of given.fields) fields.set(name, field);
  else fields.set(`**${text.slice(0, 60)}`, { kind: "unknown", line: given.line, what: "not written out" });
}
