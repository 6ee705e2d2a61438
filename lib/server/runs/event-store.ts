import "server-only";
import type { Kysely } from "kysely";
import type { Database } from "@/lib/server/db/schema";

/** Consecutive chunks of one run, each as JSON text; `seq` is the number of the last. */
export type EncodedChunks = { runId: string; seq: number; chunks: string[] };

/** Adds rows to the log: one per run and flush. */
export async function saveChunks(db: Kysely<Database>, rows: EncodedChunks[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ runId, seq, chunks }) => ({
    run_id: runId,
    seq,
    data: `[${chunks.join(",")}]`,
  }));
  await db.insertInto("run_events").values(values).execute();
}

/** The chunks of a run after number `after`, in order, at most `maxRows` flushes of them. */
export async function listChunks(
  db: Kysely<Database>,
  { runId, after, maxRows = 200 }: { runId: string; after: number; maxRows?: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom("run_events")
    .select(["seq", "data"])
    .where("run_id", "=", runId)
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(maxRows)
    .execute();
  return rows.flatMap(({ seq, data }) => {
    // Our own writing: an array of chunks, see `saveChunks`.
    const chunks = JSON.parse(data) as unknown[];
    const known = Math.max(0, after - (seq - chunks.length));
    return chunks.slice(known).map((chunk) => JSON.stringify(chunk));
  });
}

/** Removes the logs of runs that ended before `endedBefore`: their messages have everything. */
export async function sweepChunks(db: Kysely<Database>, endedBefore: number): Promise<void> {
  await db
    .deleteFrom("run_events")
    .where("run_id", "in", (runs) => runs.selectFrom("runs").select("id").where("ended_at", "<", endedBefore))
    .execute();
}

/** True when something of a run's log is still there. */
export async function hasChunks(db: Kysely<Database>, runId: string): Promise<boolean> {
  const row = await db
    .selectFrom("run_events")
    .select("seq")
    .where("run_id", "=", runId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
