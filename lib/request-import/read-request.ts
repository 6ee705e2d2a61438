import type { JsonObject } from "@/lib/json-value";

/** A header as a text gives it: its value, or the variable that holds it. */
export type ReadHeader = { name: string; value: string } | { name: string; variable: string };

/** A request as a text describes it, before it is known what of it a lane can hold. */
export type ReadRequest = {
  /** What tells it from the others of the text; null when it is the only one. */
  name: string | null;
  /** Model ref, where the text says more than an id at an address; null otherwise. */
  ref: string | null;
  /** Ends before `/chat/completions`; null when the text names none. */
  baseUrl: string | null;
  /** The variable that holds the key; null when the text names none. */
  keyVariable: string | null;
  headers: ReadHeader[];
  body: JsonObject;
  /** What could not be read, in words. */
  warnings: string[];
};

export function createReadRequest(given: Partial<ReadRequest> & Pick<ReadRequest, "body">): ReadRequest {
  return { name: null, ref: null, baseUrl: null, keyVariable: null, headers: [], warnings: [], ...given };
}
