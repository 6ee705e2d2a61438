import "server-only";
import type { StopResult } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import { getDb } from "@/lib/server/db/get-db";
import { getEventLog } from "./event-log";
import { getRun } from "./run-store";

/**
 * Ends a run: closes the connection to the provider and keeps the text so far. A run that has ended stays as it is.
 * @throws AppError `not_found`
 */
export async function stopRun(options: { owner: string; runId: string }): Promise<StopResult> {
  const row = await getRun(await getDb(), options);
  if (row === undefined) throw new AppError("not_found", "There is no such run.");
  const run = getEventLog().get(options.runId);
  if (run === undefined || run.ended) return { outcome: row.outcome };
  run.stopped = true;
  run.abort.abort(new DOMException("Stopped by the user.", "AbortError"));
  return { outcome: "stopped" };
}
