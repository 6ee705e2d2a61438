import "server-only";
import type { RunError } from "@/lib/runs/run-error";

/** A run must not send its next request; `error` says why, as its card does. */
export class RunRefusal extends Error {
  readonly error: RunError;

  constructor(error: RunError) {
    super(error.title);
    this.error = error;
  }
}
