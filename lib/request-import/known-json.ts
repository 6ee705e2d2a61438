import { joinPath } from "@/lib/import-error";
import type { JsonObject, JsonValue } from "@/lib/json-value";
import { type Literal, toText } from "@/lib/mastra/literal";
import type { ReadHeader } from "./read-request";

/** The part of a literal that is written out, as JSON. What is not is told in `lost`, with its place. */
export function toKnownJson(literal: Literal, path: string, lost: string[]): JsonValue | undefined {
  if (literal.kind === "primitive") return literal.value;
  if (literal.kind === "list") {
    return literal.items
      .map((item, index) => toKnownJson(item, joinPath(path, index), lost))
      .filter((item) => item !== undefined);
  }
  if (literal.kind === "object") return toKnownObject(literal.fields, path, lost);
  const encoded = literal.kind === "call" && /^(?:JSON\.stringify|json\.dumps)$/.test(literal.path);
  if (encoded && literal.first !== null) {
    const value = toKnownJson(literal.first, path, lost);
    return value === undefined ? undefined : JSON.stringify(value);
  }
  if (literal.kind === "template" && isProse(path)) {
    const places = literal.gaps.map((name) => `{{${name}}}`).join(", ");
    lost.push(
      `${path} on line ${literal.line} has values that are not written out: ${places} stands for them.`,
    );
    return literal.text;
  }
  if (literal.kind === "unknown" && literal.gap !== undefined && isProse(path)) {
    const place = `{{${literal.gap}}}`;
    lost.push(`${path} on line ${literal.line} is ${literal.what}: ${place} stands for it.`);
    return place;
  }
  if (literal.kind === "variable" && literal.fallback !== undefined) {
    lost.push(
      `${path} on line ${literal.line} is read from ${literal.name}: what stands beside it is taken.`,
    );
    return toKnownJson(literal.fallback, path, lost);
  }
  lost.push(`${path === "" ? "A part" : path} on line ${literal.line} is ${toWords(literal)}: left out.`);
  return undefined;
}

/** What a model reads as text: there a gap is better than nothing. */
const isProse = (path: string) =>
  /(?:^|[.\]])(?:content|text|system|prompt|instructions|description)$|^ChatMessage\./.test(path);

export function toKnownObject(
  fields: ReadonlyMap<string, Literal>,
  path: string,
  lost: string[],
): JsonObject {
  const known = [...fields].flatMap(([name, field]): [string, JsonValue][] => {
    const value = toKnownJson(field, joinPath(path, name), lost);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(known);
}

function toWords(literal: Literal): string {
  if (literal.kind === "variable") return `read from ${literal.name}`;
  if (literal.kind === "call") return `what ${literal.path.slice(0, 60)}(…) returns`;
  if (literal.kind === "template") return "a text with an expression in it";
  return literal.kind === "unknown" ? literal.what : "a function";
}

/** Headers of an object, each a text or a variable; what is neither is told. */
export function toReadHeaders(literal: Literal | undefined, lost: string[]): ReadHeader[] {
  if (literal === undefined) return [];
  if (literal.kind !== "object") {
    lost.push(`The headers on line ${literal.line} are not written out.`);
    return [];
  }
  return [...literal.fields].flatMap(([name, field]): ReadHeader[] => {
    const value = toText(field);
    if (value !== null) return [{ name, value }];
    if (field.kind === "variable") return [{ name, variable: field.name }];
    lost.push(`The header ${name.slice(0, 60)} on line ${field.line} is not written out: left out.`);
    return [];
  });
}

/** The variable that a key is read from; a key that is written out is told and left out. */
export function toKeyVariable(literal: Literal | undefined, lost: string[]): string | null {
  if (literal?.kind === "variable") {
    if (literal.fallback !== undefined) toKeyVariable(literal.fallback, lost);
    return literal.name;
  }
  const text = toText(literal);
  if (literal === undefined || text === "" || text === "none" || text === "EMPTY") return null;
  lost.push(
    text === null
      ? `The key on line ${literal.line} is not written out; the server's own is used.`
      : `A key stood on line ${literal.line} and was left out. Keys belong on the server.`,
  );
  return null;
}

/** An object's field that is an object itself. */
export function fieldsOf(literal: Literal | undefined | null): ReadonlyMap<string, Literal> | null {
  return literal?.kind === "object" ? literal.fields : null;
}
