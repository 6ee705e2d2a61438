import { importError } from "@/lib/import-error";
import type { JsonValue } from "@/lib/json-value";
import { locateJsonFault } from "@/lib/locate-json-fault";
import { toKnownJson } from "./known-json";
import { requireRequest } from "./read-body-text";
import { createReadRequest, type ReadRequest } from "./read-request";

/**
 * A request's body alone: JSON, or an object as JavaScript writes it.
 * @throws AppError with the line of what is neither
 */
export async function readBody(text: string): Promise<ReadRequest> {
  const fault = locateJsonFault(text);
  if (fault === null) return createReadRequest({ body: requireRequest(JSON.parse(text) as JsonValue, 1) });
  const warnings: string[] = [];
  const body = await readObject(text, warnings);
  if (body === undefined) {
    throw importError(`This is not JSON: expected ${fault.expected} in column ${fault.column}.`, {
      line: fault.line,
    });
  }
  return createReadRequest({ body: requireRequest(body, 1), warnings });
}

async function readObject(text: string, warnings: string[]): Promise<JsonValue | undefined> {
  const [{ parseOneExpression }, { readLiteral }] = await Promise.all([
    import("@/lib/mastra/syntax-node"),
    import("@/lib/mastra/read-literal"),
  ]);
  try {
    return toKnownJson(
      readLiteral(parseOneExpression(text.trim().replace(/[;,]+$/, "")), new Map()),
      "",
      warnings,
    );
  } catch {
    // It is no JavaScript either: the fault in its JSON is what helps.
    return undefined;
  }
}
