import { importError, joinPath } from "@/lib/import-error";
import type { JsonObject, JsonValue } from "@/lib/json-value";

const deepest = 64;
const mostValues = 50_000;

/**
 * A copy of what a parser gave, of plain JSON values only; `__proto__` keys are left out.
 * @throws AppError for what JSON cannot hold, for too deep nesting and for too many values
 */
export function toPlainJson(value: unknown): JsonValue {
  let count = 0;
  const copy = (from: unknown, path: string, depth: number): JsonValue => {
    count++;
    if (count > mostValues) throw importError("This holds too many values.");
    if (depth > deepest) throw importError("This is nested too deeply.");
    if (from === null || typeof from === "string" || typeof from === "boolean") return from;
    if (typeof from === "number" && Number.isFinite(from)) return from;
    if (Array.isArray(from)) return from.map((item, index) => copy(item, joinPath(path, index), depth + 1));
    if (!isPlainObject(from)) throw importError("is no value that JSON can hold.", { path });
    const to: JsonObject = {};
    for (const [key, item] of Object.entries(from)) {
      if (key !== "__proto__") to[key] = copy(item, joinPath(path, key), depth + 1);
    }
    return to;
  };
  return copy(value, "", 0);
}

/** False for dates, bytes, maps and sets, which a parser may make. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
