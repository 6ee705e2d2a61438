import { z } from "zod";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";

/** Whether a value fits a schema; `unchecked` when the schema asks for what cannot be checked here. */
export type JsonCheck =
  | { outcome: "valid" }
  | { outcome: "invalid"; path: string; message: string }
  | { outcome: "unchecked"; reason: string };

/**
 * Checks a value against a JSON schema, with the first invalid path (`$.items[0].city`) when it does not fit.
 * It never says valid of what it could not check.
 */
export function checkJson(value: JsonValue, schema: JsonObject): JsonCheck {
  const compiled = compile(schema);
  if ("reason" in compiled) return { outcome: "unchecked", reason: compiled.reason };
  const result = compiled.type.safeParse(value);
  const issue = result.error?.issues[0];
  return issue === undefined ? { outcome: "valid" } : { outcome: "invalid", ...toProblem(issue) };
}

function compile(schema: JsonObject): { type: z.ZodType } | { reason: string } {
  try {
    const unsupported = findUnsupported(schema);
    if (unsupported !== null) return { reason: unsupported };
    const target = "definitions" in schema && !("$schema" in schema) ? "draft-7" : "draft-2020-12";
    const typed = withTypes(schema) as Parameters<typeof z.fromJSONSchema>[0];
    return { type: z.fromJSONSchema(typed, { defaultTarget: target }) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : "The schema cannot be read." };
  }
}

/** What zod would take for something else instead of refusing it. */
function findUnsupported(value: JsonValue): string | null {
  if (Array.isArray(value)) return value.map(findUnsupported).find((reason) => reason !== null) ?? null;
  if (!isJsonObject(value)) return null;
  const literals = [value.const, ...(Array.isArray(value.enum) ? value.enum : [])];
  if (literals.some((literal) => typeof literal === "object" && literal !== null)) {
    return "Objects and lists as `const` or `enum` are not checked.";
  }
  return findUnsupported(Object.values(value));
}

/** `properties` or `items` without a `type` describe an object or a list; zod would let anything pass. */
function withTypes(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withTypes);
  if (!isJsonObject(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTypes(item)]));
  if (inner.type !== undefined) return inner;
  if (isJsonObject(inner.properties) && Object.values(inner.properties).every(isSchema)) {
    return { type: "object", ...inner };
  }
  return isJsonObject(inner.items) ? { type: "array", ...inner } : inner;
}

function isSchema(value: JsonValue): boolean {
  return isJsonObject(value) || typeof value === "boolean";
}

type Issue = z.core.$ZodIssue;

/** Of the branches of a union the one that comes furthest says most. */
function toProblem(issue: Issue): { path: string; message: string } {
  let path = [...issue.path];
  let at = issue;
  while (at.code === "invalid_union") {
    const furthest = at.errors
      .flatMap((issues) => issues.slice(0, 1))
      .toSorted((a, b) => b.path.length - a.path.length)[0];
    if (furthest === undefined || furthest.path.length === 0) break;
    path = [...path, ...furthest.path];
    at = furthest;
  }
  return { path: toPath(path), message: at.message };
}

function toPath(keys: PropertyKey[]): string {
  return keys.reduce<string>(
    (path, key) => path + (typeof key === "number" ? `[${key}]` : `.${String(key)}`),
    "$",
  );
}
