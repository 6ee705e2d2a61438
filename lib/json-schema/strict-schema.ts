import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";

/** What strict mode does not take of a schema, and where: `$.items[].city`, `$defs.Address`. */
export type StrictProblem = { path: string; problem: string };

/** From OpenAI's guide to structured outputs; other providers take the same or more. */
const refused = ["allOf", "oneOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas"];

/**
 * What OpenAI's strict mode would refuse: every object names all its properties as required and allows no others, the whole is
 * an object, and some ways of combining schemas are not known.
 */
export function listStrictProblems(schema: JsonObject): StrictProblem[] {
  const problems: StrictProblem[] = [];
  if (schema.type !== "object" || schema.anyOf !== undefined) {
    problems.push({ path: "$", problem: "the whole must be an object" });
  }
  for (const { place, path } of listPlaces(schema, "$")) {
    for (const keyword of refused) {
      if (Object.hasOwn(place, keyword)) problems.push({ path, problem: `${keyword} is not known to it` });
    }
    if (!isObjectPlace(place)) continue;
    if (place.additionalProperties !== false) problems.push({ path, problem: "must allow no other fields" });
    for (const name of listOptional(place)) {
      problems.push({ path: `${path}.${name}`, problem: "must be required (it may be null instead)" });
    }
  }
  return problems;
}

type Place = { place: JsonObject; path: string };

function listPlaces(schema: JsonValue | undefined, path: string): Place[] {
  if (!isJsonObject(schema)) return [];
  const { properties, items, anyOf, $defs, definitions } = schema;
  const named = (group: JsonValue | undefined, prefix: string) =>
    isJsonObject(group)
      ? Object.entries(group).flatMap(([name, one]) => listPlaces(one, `${prefix}.${name}`))
      : [];
  return [
    { place: schema, path },
    ...named(properties, path),
    ...listPlaces(items, `${path}[]`),
    ...(Array.isArray(anyOf) ? anyOf.flatMap((one) => listPlaces(one, path)) : []),
    ...named($defs, "$defs"),
    ...named(definitions, "definitions"),
  ];
}

function isObjectPlace({ type, properties }: JsonObject): boolean {
  return type === "object" || (Array.isArray(type) && type.includes("object")) || isJsonObject(properties);
}

function listOptional({ properties, required }: JsonObject): string[] {
  if (!isJsonObject(properties)) return [];
  const names = new Set(Array.isArray(required) ? required : []);
  return Object.keys(properties).filter((name) => !names.has(name));
}

/** The schema as strict mode wants its objects: nothing besides, all required, and what was optional may be null. */
export function toStrictSchema(schema: JsonObject): JsonObject {
  const changed: JsonObject = { ...schema };
  for (const group of ["properties", "$defs", "definitions"]) {
    const own = changed[group];
    if (isJsonObject(own)) changed[group] = mapObject(own, strictValue);
  }
  if (isJsonObject(changed.items)) changed.items = toStrictSchema(changed.items);
  if (Array.isArray(changed.anyOf)) changed.anyOf = changed.anyOf.map(strictValue);
  if (!isObjectPlace(changed)) return changed;
  const optional = new Set(listOptional(changed));
  const properties = isJsonObject(changed.properties) ? changed.properties : {};
  return {
    ...changed,
    properties: mapObject(properties, (own, name) => (optional.has(name) ? orNull(own) : own)),
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

const strictValue = (value: JsonValue) => (isJsonObject(value) ? toStrictSchema(value) : value);

function mapObject(object: JsonObject, change: (value: JsonValue, name: string) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
}

function orNull(schema: JsonValue): JsonValue {
  if (!isJsonObject(schema)) return schema;
  const { type, enum: choices, anyOf } = schema;
  const types = Array.isArray(type) ? type : type === undefined ? [] : [type];
  if (types.includes("null")) return schema;
  if (Array.isArray(anyOf) && types.length === 0) {
    const has = anyOf.some((one) => isJsonObject(one) && one.type === "null");
    return has ? schema : { ...schema, anyOf: [...anyOf, { type: "null" }] };
  }
  if (types.length === 0) return { anyOf: [schema, { type: "null" }] };
  return {
    ...schema,
    type: [...types, "null"],
    ...(Array.isArray(choices) ? { enum: [...choices, null] } : {}),
  };
}
