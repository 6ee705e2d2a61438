import "server-only";

/**
 * A JSON object from outside. Read its fields by name only: `JSON.parse` keeps a `__proto__` key as an ordinary
 * own field, which is harmless until someone spreads, merges or assigns it.
 */
export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value `text` means, or undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is an answer here, not a failure: the caller counts and reports it.
    return undefined;
  }
}

/** A non-empty text; numbers become text (some servers number their ids). */
export function readText(value: unknown): string | null {
  if (typeof value === "string") return value === "" ? null : value;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : null;
}

/** A finite number ≥ 0, also when it was sent as text. */
export function readNumber(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : null;
}
