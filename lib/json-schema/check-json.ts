import { Ajv, type ErrorObject } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { JsonObject, JsonValue } from "@/lib/json-value";
import { toJsonPath } from "./json-path";

/** Whether a value fits a schema; `unchecked` when the schema itself cannot be used. */
export type JsonCheck =
  | { outcome: "valid" }
  | { outcome: "invalid"; path: string; message: string }
  | { outcome: "unchecked"; reason: string };

/**
 * Checks a value against a JSON schema (draft-07, 2019-09 or 2020-12), with the first invalid path (`$.items[0].city`) when
 * it does not fit. It never says valid of what it could not check. Schemas become code: this cannot run in the browser, whose
 * policy forbids that.
 */
export function checkJson(value: JsonValue, schema: JsonObject): JsonCheck {
  try {
    // Its checker skips the name, and would then find it not in the schema.
    if (JSON.stringify(schema).includes('"__proto__"')) {
      return { outcome: "unchecked", reason: "The schema names __proto__, which cannot be checked." };
    }
    const validate = toAjv(schema).compile(schema);
    if (validate(value)) return { outcome: "valid" };
    return { outcome: "invalid", ...toProblem(validate.errors ?? []) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "The schema cannot be read.";
    return { outcome: "unchecked", reason: reason.slice(0, 500) };
  }
}

/** A schema that names no draft is read as the newest, which knows `definitions` too. */
function toAjv({ $schema }: JsonObject): Ajv {
  const named = typeof $schema === "string" ? $schema : "";
  // Own properties only: a schema may well name one `toString`.
  const options = { strict: false, allErrors: false, validateFormats: true, ownProperties: true };
  const ajv = named.includes("draft-07")
    ? new Ajv(options)
    : named.includes("2019-09")
      ? new Ajv2019(options)
      : new Ajv2020(options);
  // The package is CommonJS: its function is the module, or a property of it, depending on who loads it.
  const add = "default" in addFormats ? addFormats.default : addFormats;
  add(ajv as Parameters<typeof add>[0]);
  return ajv;
}

/** Of the branches of a union the one that comes furthest says most. */
function toProblem(errors: readonly ErrorObject[]): { path: string; message: string } {
  const [furthest] = errors.toSorted((a, b) => countKeys(toKeys(b)) - countKeys(toKeys(a)));
  if (furthest === undefined) return { path: "$", message: "does not fit the schema" };
  return { path: toJsonPath(toKeys(furthest)), message: toMessage(furthest) };
}

const countKeys = (keys: readonly string[]) => keys.length;

/** A property that is missing or too much is named itself, not the object around it. */
function toKeys({ instancePath, keyword, params }: ErrorObject): string[] {
  const keys = instancePath
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (keyword === "required") keys.push(String(params.missingProperty));
  if (keyword === "additionalProperties") keys.push(String(params.additionalProperty));
  if (keyword === "unevaluatedProperties") keys.push(String(params.unevaluatedProperty));
  return keys;
}

function toMessage({ keyword, message = "does not fit the schema", params }: ErrorObject): string {
  if (keyword === "required") return "is missing";
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties")
    return "is not in the schema";
  if (keyword === "enum") return `must be one of ${JSON.stringify(params.allowedValues).slice(0, 200)}`;
  if (keyword === "const") return `must be ${JSON.stringify(params.allowedValue).slice(0, 200)}`;
  return message;
}
