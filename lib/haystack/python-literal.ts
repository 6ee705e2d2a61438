import { isJsonObject, type JsonValue } from "@/lib/json-value";

const indentation = "    ";

/** The value as a Python literal, its lines after the first indented by `depth` steps. */
export function toPythonLiteral(value: JsonValue, depth = 0): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return toPythonString(value);
  const entries = isJsonObject(value)
    ? Object.entries(value).map(
        ([key, item]) => `${toPythonString(key)}: ${toPythonLiteral(item, depth + 1)}`,
      )
    : value.map((item) => toPythonLiteral(item, depth + 1));
  const [open, close] = isJsonObject(value) ? "{}" : "[]";
  if (entries.length === 0) return `${open}${close}`;
  const inline = `${open}${entries.join(", ")}${close}`;
  if (inline.length <= 60 && !inline.includes("\n")) return inline;
  const inner = indentation.repeat(depth + 1);
  return `${open}\n${entries.map((entry) => `${inner}${entry},\n`).join("")}${indentation.repeat(depth)}${close}`;
}

/**
 * JSON's escapes are Python's. What would end a line, or not be seen, is escaped too; a lone surrogate already is.
 */
export function toPythonString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
