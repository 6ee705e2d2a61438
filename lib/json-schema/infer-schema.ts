import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";

/**
 * The schema of a sample: what it has is required, nothing else is allowed. The elements of a list are taken together: what one
 * of them lacks is optional, what is null somewhere may be null.
 */
export function inferSchema(sample: JsonValue): JsonObject {
  return inferFrom([sample]);
}

function inferFrom(samples: readonly JsonValue[]): JsonObject {
  const isNullable = samples.includes(null);
  const schemas = [
    inferObject(samples.filter(isJsonObject)),
    inferArray(samples.filter(Array.isArray)),
    ...inferScalars(samples),
  ].filter((schema) => schema !== null);
  const [only, ...others] = schemas;
  if (only === undefined) return isNullable ? { type: "null" } : {};
  if (others.length > 0) return { anyOf: [...schemas, ...(isNullable ? [{ type: "null" }] : [])] };
  return isNullable ? { ...only, type: [only.type ?? "string", "null"] } : only;
}

function inferObject(samples: readonly JsonObject[]): JsonObject | null {
  if (samples.length === 0) return null;
  const names = [...new Set(samples.flatMap((sample) => Object.keys(sample)))];
  const properties = names.map((name) => {
    const values = samples
      .filter((sample) => Object.hasOwn(sample, name))
      .map((sample) => sample[name] ?? null);
    return [name, inferFrom(values)] as const;
  });
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: names.filter((name) => samples.every((sample) => Object.hasOwn(sample, name))),
    additionalProperties: false,
  };
}

function inferArray(samples: readonly JsonValue[][]): JsonObject | null {
  if (samples.length === 0) return null;
  return { type: "array", items: inferFrom(samples.flat()) };
}

function inferScalars(samples: readonly JsonValue[]): JsonObject[] {
  const types = new Set<string>();
  for (const sample of samples) {
    if (typeof sample === "string" || typeof sample === "boolean") types.add(typeof sample);
    if (typeof sample === "number") types.add(Number.isInteger(sample) ? "integer" : "number");
  }
  // A list of 1 and 1.5 is a list of numbers.
  if (types.has("number")) types.delete("integer");
  return [...types].map((type) => ({ type }));
}
