import { isJsonObject, type JsonValue } from "@/lib/json-value";
import type { GeneratorReply } from "./reply";

/** A run that the service refused or broke off, with the service's own words. */
export class GeneratorError extends Error {
  /** null when it came in the middle of a stream. */
  readonly status: number | null;
  /** What had come before it; null when nothing had. */
  readonly partial: GeneratorReply | null;

  constructor(
    message: string,
    { status, partial }: { status: number | null; partial: GeneratorReply | null },
  ) {
    super(message);
    this.name = "GeneratorError";
    this.status = status;
    this.partial = partial;
  }
}

/** The words of an error in OpenAI's form; null when there are none. */
export function readErrorWords(body: JsonValue): string | null {
  const error = isJsonObject(body) ? body.error : null;
  if (typeof error === "string") return error;
  return isJsonObject(error) && typeof error.message === "string" ? error.message : null;
}
