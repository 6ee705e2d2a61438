import type { ResponseFormat } from "./response-format";

/** The format in a word or two: `JSON`, `schema place`. */
export function toFormatWords(format: ResponseFormat): string {
  return format.type === "json_object" ? "JSON" : `schema ${format.name}`;
}
