import "server-only";
import type { JsonObject, JsonValue } from "@/lib/json-value";

/** A tool as it is offered to a model, and how it is called. */
export type OfferedTool = {
  /** The name in the request. */
  name: string;
  description: string | null;
  /** JSON Schema of the arguments. */
  parameters: JsonObject;
  strict: boolean | null;
  /** A person must agree before each call. */
  ask: boolean;
  /** null: there is nothing to call, a person gives the result. @throws Error with words for the model */
  call: ((input: unknown, signal: AbortSignal) => Promise<JsonValue>) | null;
};
