import "server-only";
import type { StopResult } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import { getDbOf } from "@/lib/server/db/get-db";
import { notify } from "@/lib/server/db/notices";
import { getEventLog } from "./event-log";
import { getRun, requestStop } from "./run-store";

/**
 * Ends a run: closes the connection to the provider and keeps the text so far. A run that has ended stays as it is.
 * @throws AppError `not_found`
 */
export async function stopRun(options: { owner: string; runId: string }): Promise<StopResult> {
  const db = await getDbOf(options.runId);
  const row = await getRun(db, options);
  if (row === undefined) throw new AppError("not_found", "There is no such run.");
  const run = getEventLog().get(options.runId);
  if (run !== undefined && !run.ended) {
    run.stop();
    return { outcome: "stopped" };
  }
  if (row.outcome !== "running") return { outcome: row.outcome };
  // Another instance writes it.
  await requestStop(db, options.runId);
  await notify(db, { kind: "stop", runId: options.runId });
  return { outcome: "stopped" };
}
