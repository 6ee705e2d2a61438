import type { JsonValue } from "@/lib/json-value";

/** What was typed as a tool's result: JSON where it is JSON, else the text itself. */
export function readTypedResult(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
