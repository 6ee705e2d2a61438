import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import { type NodeType, readNode } from "./schema-node";

/** What a place keeps whatever its type becomes. */
const typeless = new Set([
  "title",
  "description",
  "default",
  "examples",
  "$defs",
  "definitions",
  "$schema",
  "$id",
]);

/** The place with another type; what only the old one understood goes. */
export function withType(schema: JsonObject, type: NodeType): JsonObject {
  const node = readNode(schema);
  if (node.kind === "plain" && node.type === type) return schema;
  const kept = Object.entries(schema).filter(([keyword]) => typeless.has(keyword));
  const isNullable = node.kind === "plain" && node.isNullable;
  return { type: isNullable ? [type, "null"] : type, ...Object.fromEntries(kept), ...emptyParts(type) };
}

function emptyParts(type: NodeType): JsonObject {
  if (type === "object") return { properties: {}, required: [], additionalProperties: false };
  if (type === "array") return { items: { type: "string" } };
  return {};
}

/** Whether the value may also be null. */
export function withNullable(schema: JsonObject, isNullable: boolean): JsonObject {
  const node = readNode(schema);
  if (node.kind === "raw" || node.isNullable === isNullable) return schema;
  const changed: JsonObject = { ...schema, type: isNullable ? [node.type, "null"] : node.type };
  if (node.choices === null) return changed;
  return { ...changed, enum: isNullable ? [...node.choices, null] : node.choices };
}

/** An empty description is none. */
export function withDescription(schema: JsonObject, description: string): JsonObject {
  const { description: _, ...rest } = schema;
  if (description === "") return rest;
  // It stays where it was, or stands behind the type, as one writes it.
  if (schema.description !== undefined) return { ...schema, description };
  const { type, ...others } = rest;
  return { ...(type === undefined ? {} : { type }), description, ...others };
}

/** The only strings that are allowed; null allows all. */
export function withChoices(schema: JsonObject, choices: readonly string[] | null): JsonObject {
  const node = readNode(schema);
  if (node.kind === "raw") return schema;
  const { enum: _, ...rest } = schema;
  if (choices === null) return rest;
  return { ...rest, enum: node.isNullable ? [...choices, null] : [...choices] };
}

/** A property of an object, in the order in which models are asked to write them. */
export type Property = { name: string; schema: JsonValue; isRequired: boolean };

/** The properties of an object's schema. */
export function listProperties({ properties, required }: JsonObject): Property[] {
  if (!isJsonObject(properties)) return [];
  const names = new Set(Array.isArray(required) ? required : []);
  return Object.entries(properties).map(([name, schema]) => ({ name, schema, isRequired: names.has(name) }));
}

/** The object with these properties instead. */
export function withProperties(schema: JsonObject, properties: readonly Property[]): JsonObject {
  return {
    ...schema,
    properties: Object.fromEntries(properties.map(({ name, schema: own }) => [name, own])),
    required: properties.filter(({ isRequired }) => isRequired).map(({ name }) => name),
  };
}

/** A name that none of the properties has yet. */
export function toFreeName(properties: readonly Property[]): string {
  const taken = new Set(properties.map(({ name }) => name));
  let count = properties.length + 1;
  while (taken.has(`field_${count}`)) count++;
  return `field_${count}`;
}

/** Why a property cannot be called that; null when it can. */
export function toNameProblem(properties: readonly Property[], index: number, name: string): string | null {
  if (name === "") return "A field needs a name.";
  const isTaken = properties.some((other, at) => at !== index && other.name === name);
  return isTaken ? `There is a field called ${name} already.` : null;
}
