import { importError } from "@/lib/import-error";
import type { JsonValue } from "@/lib/json-value";
import { readJsonText } from "./read-json-text";
import { readYamlText } from "./read-yaml-text";
import { toPlainJson } from "./to-plain-json";

const mostCharacters = 400_000;

export type HaystackDocument = { format: "json" | "yaml"; value: JsonValue };

/**
 * A pasted JSON or YAML text as plain values.
 * @throws AppError that says what is wrong and on which line
 */
export function readDocument(pasted: string): HaystackDocument {
  const text = pasted.replace(/^\uFEFF/, "");
  if (text.length > mostCharacters) {
    throw importError(`The text is longer than ${mostCharacters.toLocaleString("en")} characters.`);
  }
  if (text.trim() === "") throw importError("There is nothing to import.");
  const format = /^\s*[{["]/.test(text) ? "json" : "yaml";
  const value = format === "json" ? readJsonText(text) : readYamlText(text);
  return { format, value: toPlainJson(value) };
}
