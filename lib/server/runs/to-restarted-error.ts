import "server-only";
import type { RunError } from "@/lib/runs/run-error";

/** Why an answer ended with the process that wrote it. */
export function toRestartedError(runId: string): RunError {
  return {
    code: "server_restarted",
    title: "Switchyard was restarted while this answer was being written.",
    advice: "The text up to then is kept. Try again to get a whole answer.",
    status: null,
    providerMessage: null,
    requestId: runId,
    retryAt: null,
  };
}
