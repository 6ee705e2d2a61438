import { isJsonObject, type JsonValue } from "@/lib/json-value";

type FieldType = "string" | "number" | "integer" | "boolean" | "object" | "array";

/** The part of JSON Schema that body fields are described with, and where that is known from. */
export type FieldSchema = {
  type: FieldType | readonly FieldType[];
  description?: string;
  source?: string;
  enum?: readonly string[];
  /** Values that are common; others are fine. */
  examples?: readonly string[];
  minimum?: number;
  maximum?: number;
  items?: FieldSchema;
  properties?: Record<string, FieldSchema>;
  additionalProperties?: FieldSchema;
};

export type FieldFault = { path: string[]; message: string };

/** What a field takes, in words: `a number from 0 to 2`. */
export function toTypeWords(schema: FieldSchema): string {
  const words = listTypes(schema).map((type) => typeWords[type]);
  const range =
    schema.minimum !== undefined && schema.maximum !== undefined
      ? ` from ${schema.minimum} to ${schema.maximum}`
      : schema.minimum !== undefined
        ? ` of at least ${schema.minimum}`
        : schema.maximum !== undefined
          ? ` of at most ${schema.maximum}`
          : "";
  const choices = schema.enum === undefined ? "" : `: ${schema.enum.join(", ")}`;
  return `${words.join(" or ")}${range}${choices}`;
}

const typeWords: Record<FieldType, string> = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
};

/** Every place where a value is not what its schema says; null is "unset" everywhere. */
export function findFieldFaults(value: JsonValue, schema: FieldSchema, path: string[] = []): FieldFault[] {
  if (value === null) return [];
  if (!listTypes(schema).some((type) => hasType(value, type)) || !isInRange(value, schema))
    return [{ path, message: `takes ${toTypeWords(schema)}` }];
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined
      ? []
      : value.flatMap((item, index) => findFieldFaults(item, items, [...path, String(index)]));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const known = getProperty(schema, name);
    return known === undefined ? [] : findFieldFaults(inner, known, [...path, name]);
  });
}

/** The schema of a property; undefined when nothing is known of it. */
export function getProperty(
  { properties = {}, additionalProperties }: FieldSchema,
  name: string,
): FieldSchema | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}

/** The schema at a path; undefined where nothing is known. */
export function getSchemaAt(schema: FieldSchema, path: readonly string[]): FieldSchema | undefined {
  let at: FieldSchema | undefined = schema;
  for (const key of path) {
    if (at === undefined) return undefined;
    at = at.items !== undefined && /^\d+$/.test(key) ? at.items : getProperty(at, key);
  }
  return at;
}

export function listTypes({ type }: FieldSchema): readonly FieldType[] {
  return typeof type === "string" ? [type] : type;
}

function hasType(value: JsonValue, type: FieldType): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isJsonObject(value);
  return typeof value === type;
}

function isInRange(value: JsonValue, { minimum, maximum, enum: choices }: FieldSchema): boolean {
  if (typeof value === "number") return value >= (minimum ?? value) && value <= (maximum ?? value);
  return typeof value !== "string" || choices === undefined || choices.includes(value);
}
