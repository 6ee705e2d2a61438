import type { RunOutcome } from "@/lib/runs/answer-metadata";
import type { RunErrorCode } from "@/lib/runs/run-error";

/** Faults after which the text so far is what there is, rather than a refusal. */
const interruptions: ReadonlySet<RunErrorCode> = new Set(["connection_lost", "server_restarted"]);

/**
 * How a run ended: complete only if a finish with a known reason was seen and no error.
 * The SDK's own outcome says "completed" after an error in the middle of a stream, so it is not asked.
 */
export function judgeOutcome(run: {
  stopped: boolean;
  errorCode: RunErrorCode | null;
  /** A finish reason came, and it is one that says the model itself came to an end. */
  hasKnownFinish: boolean;
}): Exclude<RunOutcome, "running"> {
  if (run.stopped) return "stopped";
  if (run.errorCode === "ended_early") return "incomplete";
  if (run.errorCode !== null) return interruptions.has(run.errorCode) ? "interrupted" : "failed";
  return run.hasKnownFinish ? "complete" : "incomplete";
}
