import { importError } from "@/lib/import-error";
import { isJsonObject, type JsonValue } from "@/lib/json-value";
import { type Literal, toText } from "@/lib/mastra/literal";
import { toBaseUrl } from "@/lib/providers/base-url";
import { toKnownJson, toReadHeaders } from "./known-json";
import { createReadRequest, type ReadRequest } from "./read-request";

type Post = {
  url: Literal | undefined;
  headers: Literal | undefined;
  body: Literal | undefined;
  line: number;
};

/**
 * A request that a program posts by itself: `fetch`, `requests.post`.
 * @throws AppError with the line of one that is no chat request
 */
export function readPost({ url, headers, body, line }: Post): ReadRequest {
  const warnings: string[] = [];
  const known = body === undefined ? undefined : parse(toKnownJson(body, "", warnings));
  if (!isJsonObject(known) || !Array.isArray(known.messages)) {
    throw importError("What is posted here has no messages that are written out.", { line });
  }
  const address = toText(url);
  if (address === null) warnings.push("The address is not written out; it is not taken over.");
  return createReadRequest({
    baseUrl: address === null ? null : toBaseUrl(address.split(/[?#]/)[0] ?? ""),
    headers: toReadHeaders(headers, warnings),
    body: known,
    warnings,
  });
}

function parse(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    // A text that is no JSON is no chat request: the caller says so.
    return undefined;
  }
}
