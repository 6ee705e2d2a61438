import { isJsonObject, type JsonValue } from "@/lib/json-value";

/** The value as a TypeScript literal, its lines after the first indented by `depth` steps of two. */
export function toScriptLiteral(value: JsonValue, depth = 0): string {
  if (typeof value === "string") return toScriptString(value);
  if (typeof value !== "object" || value === null) return String(value);
  const entries = isJsonObject(value)
    ? Object.entries(value).map(([key, item]) => `${toKey(key)}: ${toScriptLiteral(item, depth + 1)}`)
    : value.map((item) => toScriptLiteral(item, depth + 1));
  const [open, close] = isJsonObject(value) ? ["{", "}"] : ["[", "]"];
  if (entries.length === 0) return `${open}${close}`;
  const space = isJsonObject(value) ? " " : "";
  const inline = `${open}${space}${entries.join(", ")}${space}${close}`;
  if (inline.length <= 60 && !inline.includes("\n")) return inline;
  const inner = "  ".repeat(depth + 1);
  return `${open}\n${entries.map((entry) => `${inner}${entry},\n`).join("")}${"  ".repeat(depth)}${close}`;
}

/** What cannot be seen is escaped, so that the code shows what it says. */
export function toScriptString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** `__proto__` would set a prototype: in brackets it is a name like any other. */
function toKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : toScriptString(key);
}
