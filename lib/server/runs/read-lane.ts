import "server-only";
import type { Kysely } from "kysely";
import { explainDbFailure } from "@/lib/server/db/explain-db-failure";
import { getDbOf } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";
import { getEventLog } from "./event-log";
import { isLogEnd, listChunks } from "./event-store";
import { getRunState } from "./run-store";

/** The end of an answer is stored a moment before the end of its log; after this long it will not come any more. */
const logEndsWithinMs = 5_000;

export type LaneRun = { laneId: string; runId: string };

type Read = string[] | "waiting" | "ended";

/** A lane's next chunks after number `after`; `ended` when there will be none. */
export async function readLane({ runId }: LaneRun, after: number): Promise<Read> {
  const taken = getEventLog().get(runId)?.take(after);
  if (taken === undefined) return readElsewhere(runId, after);
  if (taken.kind === "chunks") return taken.chunks;
  if (taken.kind === "waiting") return "waiting";
  // Too far behind for the memory, or over: the log has what there is.
  await getEventLog().flush();
  const chunks = await listLogged({ runId, after, isOver: taken.kind === "ended" });
  if (chunks.length > 0) return chunks;
  // The database takes no writes: what this reader lacks comes later. It returns with its cursor.
  if (taken.kind === "behind") throw new Error("The log is not stored yet.");
  return "ended";
}

/** Who was told everything up to the end loses nothing by a database that does not answer. */
async function listLogged({ runId, after, isOver }: { runId: string; after: number; isOver: boolean }) {
  try {
    return await listChunks(await getDbOf(runId), { runId, after });
  } catch (error) {
    if (!isOver || explainDbFailure(error) === null) throw error;
    return [];
  }
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
