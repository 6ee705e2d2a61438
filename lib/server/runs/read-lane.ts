import "server-only";
import type { Kysely } from "kysely";
import { explainDbFailure } from "@/lib/server/db/explain-db-failure";
import { getDbOf } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";
import { getEventLog } from "./event-log";
import { isLogEnd, listChunks } from "./event-store";
import type { LiveRun } from "./live-run";
import { getRunState } from "./run-store";

/** The end of an answer is stored a moment before the end of its log; after this long it will not come any more. */
const logEndsWithinMs = 5_000;

export type LaneRun = { laneId: string; runId: string };

type Read = string[] | "waiting" | "ended";

/** A lane's next chunks after number `after`; `ended` when there will be none. `run` is there while it goes on in this process. */
export async function readLane(
  runId: string,
  { run, after }: { run: LiveRun | undefined; after: number },
): Promise<Read> {
  if (run === undefined) return readElsewhere(runId, after);
  const taken = run.take(after);
  if (taken.kind === "chunks") return taken.chunks;
  if (taken.kind !== "behind") return taken.kind;
  // Too far behind for the memory: the log has it.
  await getEventLog().flush();
  const chunks = await listChunks(await getDbOf(runId), { runId, after });
  // The database takes no writes: what this reader lacks comes later. It returns with its cursor.
  if (chunks.length === 0) throw new Error("The log is not stored yet.");
  return chunks;
}

/** Of a run that another instance writes, or that is over. A database that does not answer now may soon. */
async function readElsewhere(runId: string, after: number): Promise<Read> {
  try {
    const db = await getDbOf(runId);
    const chunks = await listChunks(db, { runId, after });
    if (chunks.length > 0) return chunks;
    if (await isLogEnd(db, { runId, after })) return "ended";
    return (await isGoingOn(db, runId)) ? "waiting" : "ended";
  } catch (error) {
    if (explainDbFailure(error) === null) throw error;
    return "waiting";
  }
}

/** True for a run that another instance writes, and for one whose end is being stored. */
async function isGoingOn(db: Kysely<Database>, runId: string): Promise<boolean> {
  const state = await getRunState(db, runId);
  if (state === null) return false;
  return state.outcome === "running" || Date.now() - (state.endedAt ?? 0) < logEndsWithinMs;
}
