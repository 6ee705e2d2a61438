import "server-only";
import type { JsonSchema } from "./demo-request";

/** Where a value stands: the name of its field helps to invent something fitting. */
type Place = { root: JsonSchema; name: string; depth: number; subject: string };

/** Beyond this depth only what is required is filled in, and lists stay as short as they may. */
const comfortableDepth = 5;
const deepest = 40;

/** A value that fits `schema`; texts are made from their field's name and `subject`, numbers from their limits. */
export function fillSchema(schema: JsonSchema, subject: string): unknown {
  return fill(schema, { root: schema, name: "value", depth: 0, subject });
}

function fill(given: unknown, place: Place): unknown {
  if (!isSchema(given) || place.depth > deepest) return null;
  const schema = resolveReference(given, place.root);
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return schema.examples[0];
  if (Array.isArray(schema.allOf)) return fill(mergeAll(schema, place.root), place);
  const options = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(options)) return fill(chooseOption(options, place), deeper(place, place.name));
  return fillType(readType(schema, place), schema, place);
}

function fillType(type: string, schema: JsonSchema, place: Place): unknown {
  switch (type) {
    case "object":
      return fillObject(schema, place);
    case "array":
      return fillArray(schema, place);
    case "integer":
      return fillNumber(schema, 1);
    case "number":
      return fillNumber(schema, null);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return fillText(schema, place);
  }
}

function fillObject(schema: JsonSchema, place: Place): Record<string, unknown> {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const names = Object.keys(properties).filter(
    (name) => place.depth < comfortableDepth || required.includes(name),
  );
  return Object.fromEntries(names.map((name) => [name, fill(properties[name], deeper(place, name))]));
}

function fillArray(schema: JsonSchema, place: Place): unknown[] {
  const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const least = readLimit(schema.minItems) ?? 0;
  const most = readLimit(schema.maxItems) ?? Number.POSITIVE_INFINITY;
  const wanted = place.depth < comfortableDepth && isSchema(schema.items) ? Math.max(least, 2) : least;
  const length = Math.max(first.length, Math.min(wanted, most));
  return Array.from({ length }, (_, index) => {
    const item = fill(first[index] ?? schema.items ?? {}, deeper(place, place.name));
    return schema.uniqueItems === true && typeof item === "string" && index > 0
      ? `${item} ${index + 1}`
      : item;
  });
}

function fillNumber(schema: JsonSchema, step: number | null): number {
  const multiple = readLimit(schema.multipleOf) ?? step;
  const unit = multiple ?? 0.5;
  const above = readLimit(schema.exclusiveMinimum);
  const below = readLimit(schema.exclusiveMaximum);
  const least = readLimit(schema.minimum) ?? (above === null ? null : above + unit);
  const most = readLimit(schema.maximum) ?? (below === null ? null : below - unit);
  const wanted = Math.min(Math.max(42, least ?? 42), most ?? Number.POSITIVE_INFINITY);
  if (multiple === null)
    return above !== null && below !== null && wanted <= above ? (above + below) / 2 : wanted;
  const rounded = Math.floor(wanted / multiple) * multiple;
  return least !== null && rounded < least ? Math.ceil(least / multiple) * multiple : rounded;
}

const textByFormat: Record<string, string> = {
  "date-time": "2026-01-31T12:00:00Z",
  date: "2026-01-31",
  time: "12:00:00Z",
  duration: "PT5M",
  email: "ada@example.com",
  uri: "https://example.com/",
  url: "https://example.com/",
  uuid: "6f1d0c3a-8b1e-4c55-9a57-0d6a2f6c1b42",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
};

function fillText(schema: JsonSchema, { name, subject }: Place): string {
  const formatted = typeof schema.format === "string" ? textByFormat[schema.format] : undefined;
  if (formatted !== undefined) return formatted;
  if (/^time_?zone$/i.test(name)) return "Europe/Berlin";
  const least = readLimit(schema.minLength) ?? 0;
  const most = readLimit(schema.maxLength) ?? 400;
  const text = subject === "" ? `a simulated ${name.replaceAll(/[_-]/g, " ")}` : subject;
  return text.padEnd(least, " .").slice(0, most);
}

/** The simplest option while there is room, a way out of recursion beyond. */
function chooseOption(options: unknown[], place: Place): unknown {
  const isNull = (option: unknown) => isSchema(option) && option.type === "null";
  if (place.depth >= comfortableDepth) {
    const flat = options.find(
      (option) => isSchema(option) && option.$ref === undefined && option.type !== "object",
    );
    return options.find(isNull) ?? flat ?? options[0];
  }
  return options.find((option) => !isNull(option)) ?? options[0];
}

function readType(schema: JsonSchema, place: Place): string {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (place.depth >= comfortableDepth && types.includes("null")) return "null";
  const type = types.find((name) => typeof name === "string" && name !== "null") ?? types[0];
  if (typeof type === "string") return type;
  if (schema.properties !== undefined) return "object";
  return schema.items === undefined ? "string" : "array";
}

function mergeAll(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const { allOf, ...own } = schema;
  const parts = (Array.isArray(allOf) ? allOf : [])
    .filter(isSchema)
    .map((part) => resolveReference(part, root));
  const all = [own, ...parts];
  return Object.assign({}, ...all, {
    properties: Object.assign({}, ...all.map((part) => asSchema(part.properties))),
    required: all.flatMap((part) => asList(part.required)),
  });
}

/** Follows `#/…` references, a few steps at most: a reference may point at another, and at itself. */
function resolveReference(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let current = schema;
  for (let step = 0; step < 8 && typeof current.$ref === "string"; step++) {
    const target = current.$ref
      .split("/")
      .slice(1)
      .reduce<unknown>((value, key) => asSchema(value)[decodePointer(key)], root);
    if (current.$ref !== "#" && !isSchema(target)) return {};
    current = current.$ref === "#" ? root : asSchema(target);
  }
  return current;
}

function decodePointer(key: string): string {
  return decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
}

function deeper(place: Place, name: string): Place {
  return { ...place, name, depth: place.depth + 1 };
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asSchema(value: unknown): JsonSchema {
  return isSchema(value) ? value : {};
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function readLimit(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
