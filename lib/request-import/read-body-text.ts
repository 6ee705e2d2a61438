import { importError } from "@/lib/import-error";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import { locateJsonFault } from "@/lib/locate-json-fault";

/**
 * A request's body in JSON that begins on this line of the pasted text.
 * @throws AppError with the line of what is no JSON, and for JSON that is no request
 */
export function readBodyText(text: string, line = 1): JsonObject {
  const fault = locateJsonFault(text);
  if (fault !== null) {
    const hint = /[“”]/.test(text) ? ' Its quotes are typographic (“ ”); JSON has straight ones (").' : "";
    throw importError(`The body is not JSON: expected ${fault.expected} in column ${fault.column}.${hint}`, {
      line: line + fault.line - 1,
    });
  }
  return requireRequest(JSON.parse(text) as JsonValue, line);
}

/** @throws AppError for a value that is not what `/chat/completions` takes */
export function requireRequest(value: JsonValue | undefined, line: number): JsonObject {
  if (isJsonObject(value) && Array.isArray(value.messages)) return value;
  if (Array.isArray(value) && value.some((item) => isJsonObject(item) && item.role !== undefined))
    return { messages: value };
  const isOther = isJsonObject(value) && (value.input !== undefined || value.prompt !== undefined);
  throw importError(
    isOther
      ? "This body has an input or a prompt and no messages: it is of another API than chat completions. Write messages: [{ role, content }]."
      : "A chat request is an object with messages: [{ role, content }]. There are none here.",
    { line },
  );
}
