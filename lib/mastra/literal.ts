import type { JsonValue } from "@/lib/json-value";
import type { SyntaxNode } from "./syntax-node";

/** What an expression says, as far as that can be read without running it. */
export type Literal = { line: number } & (
  | { kind: "primitive"; value: string | number | boolean | null }
  /** A text with values in it that only running it would tell: `{{name}}` stands for each, `gaps` names them. */
  | { kind: "template"; text: string; gaps: string[] }
  /** `process.env.X`: the variable's name, and what stands for it where it is not set. */
  | { kind: "variable"; name: string; fallback?: Literal }
  | { kind: "list"; items: Literal[] }
  | { kind: "object"; fields: ReadonlyMap<string, Literal> }
  | { kind: "function"; node: SyntaxNode }
  /** A call such as `openai("gpt-4o")`. */
  | ({ kind: "call" } & Call)
  /** Something that only running it could tell; `what` describes it without quoting it, `gap` is its name. */
  | { kind: "unknown"; what: string; gap?: string }
);

export type Call = {
  /** What is called: the name at its beginning. */
  name: string;
  /** All of it: `client.chat.completions.create`. */
  path: string;
  first: Literal | null;
  items: Literal[];
  /** The call whose result it is a member of: `OpenAI(…)` of `OpenAI(…).chat.completions.create`. */
  on?: Literal;
  /** Arguments by name, as Python has them. */
  named: ReadonlyMap<string, Literal>;
};

export type ObjectLiteral = Extract<Literal, { kind: "object" }>;

/** The text; null for anything else. */
export function toText(literal: Literal | undefined): string | null {
  return literal?.kind === "primitive" && typeof literal.value === "string" ? literal.value : null;
}

/** The value as JSON; undefined when part of it is not written out. `__proto__` keys are left out. */
export function toJson(literal: Literal): JsonValue | undefined {
  if (literal.kind === "primitive") return literal.value;
  if (literal.kind === "list") {
    const items = literal.items.map(toJson);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (literal.kind !== "object") return undefined;
  const entries = [...literal.fields].map(([name, field]) => [name, toJson(field)] as const);
  const known = entries.flatMap(([name, value]): [string, JsonValue][] =>
    value === undefined || name === "__proto__" ? [] : [[name, value]],
  );
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(known);
}

const variableText = /^\$?\{?\s*process\.env(?:\.([A-Za-z_]\w*)|\[["']([A-Za-z_]\w*)["']\])\s*\}?$/;

/** The name in a text of the form `process.env.X`, as JSON files write it; null for any other text. */
export function readVariableText(text: string): string | null {
  const [, dotted, bracketed] = variableText.exec(text) ?? [];
  return dotted ?? bracketed ?? null;
}

/** Plain values as literals; a text of the form `process.env.X` is the variable. */
export function toLiteral(value: JsonValue, line = 1): Literal {
  if (Array.isArray(value)) return { kind: "list", line, items: value.map((item) => toLiteral(item, line)) };
  if (typeof value === "string") {
    const name = readVariableText(value);
    return name === null ? { kind: "primitive", line, value } : { kind: "variable", line, name };
  }
  if (typeof value !== "object" || value === null) return { kind: "primitive", line, value };
  const fields = Object.entries(value).map(([name, field]) => [name, toLiteral(field, line)] as const);
  return { kind: "object", line, fields: new Map(fields) };
}
