import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import { locateJsonFault } from "@/lib/locate-json-fault";

/** A schema while it is written: its code, the last schema that the code was, and why it is none now. */
export type SchemaDraft = { code: string; schema: JsonObject; problem: string | null };

/** A draft of a schema that is one. */
export function toSchemaDraft(schema: JsonObject): SchemaDraft {
  return { code: JSON.stringify(schema, null, 2), schema, problem: null };
}

/** The draft with other code. What is no JSON object leaves the schema as it was. */
export function withCode({ schema }: SchemaDraft, code: string): SchemaDraft {
  const fault = locateJsonFault(code);
  if (fault !== null) {
    const { line, column, expected } = fault;
    return { code, schema, problem: `Line ${line}, column ${column}: expected ${expected}.` };
  }
  const value = JSON.parse(code) as JsonValue;
  if (!isJsonObject(value)) return { code, schema, problem: "A schema is a JSON object." };
  return { code, schema: value, problem: null };
}
