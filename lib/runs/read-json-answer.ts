import type { JsonValue } from "@/lib/json-value";

const fence = /^\s*```(?:json)?[ \t]*\r?\n([\s\S]*?)\r?\n?```\s*$/i;

/** The JSON in an answer, also in the code fence that some models put around it; null when it is none. */
export function readJsonAnswer(text: string): { value: JsonValue; isFenced: boolean } | null {
  const inner = fence.exec(text)?.[1];
  try {
    return { value: JSON.parse(inner ?? text) as JsonValue, isFenced: inner !== undefined };
  } catch {
    return null;
  }
}
