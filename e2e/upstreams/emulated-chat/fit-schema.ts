import { isObject, type JsonObject } from "./request";

const deepest = 12;

/** Some value that fits a JSON schema, the same for the same schema; `name` is what a text is made of. */
export function fitSchema(schema: unknown, name = "value"): unknown {
  return sample({ schema, name, root: isObject(schema) ? schema : {}, depth: 0 });
}

type Sample = { schema: unknown; name: string; root: JsonObject; depth: number };

function sample({ schema, name, root, depth }: Sample): unknown {
  if (!isObject(schema) || depth > deepest) return null;
  const inner = (next: unknown, nextName = name) =>
    sample({ schema: next, name: nextName, root, depth: depth + 1 });
  if (typeof schema.$ref === "string") return inner(resolve(schema.$ref, root));
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  for (const choice of [schema.anyOf, schema.oneOf]) if (Array.isArray(choice)) return inner(choice[0]);
  if (Array.isArray(schema.allOf)) return Object.assign({}, ...schema.allOf.map((part) => inner(part)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object" || isObject(schema.properties)) {
    const properties = isObject(schema.properties) ? schema.properties : {};
    return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, inner(value, key)]));
  }
  if (type === "array") {
    const count = Math.max(1, readCount(schema.minItems, 1));
    return Array.from({ length: Math.min(count, 20) }, () => inner(schema.items));
  }
  if (type === "integer" || type === "number") return sampleNumber(schema);
  if (type === "boolean") return true;
  return type === "null" ? null : sampleText(schema, name);
}

function sampleNumber(schema: JsonObject): number {
  if (typeof schema.minimum === "number") return schema.minimum;
  if (typeof schema.exclusiveMinimum === "number") return schema.exclusiveMinimum + 1;
  if (typeof schema.maximum === "number") return Math.min(1, schema.maximum);
  return 1;
}

const texts: Record<string, string> = {
  date: "2026-07-06",
  "date-time": "2026-07-06T12:00:00Z",
  time: "12:00:00Z",
  email: "ada@example.com",
  uri: "https://example.com/",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
};

function sampleText(schema: JsonObject, name: string): string {
  const known = typeof schema.format === "string" ? texts[schema.format] : undefined;
  const text = (known ?? `example ${name}`).padEnd(Math.min(readCount(schema.minLength, 0), 1000), ".");
  return text.slice(0, readCount(schema.maxLength, text.length));
}

function readCount(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

function resolve(ref: string, root: JsonObject): unknown {
  return ref
    .replace(/^#\/?/, "")
    .split("/")
    .filter((step) => step !== "")
    .reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), root);
}
