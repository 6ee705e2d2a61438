import "server-only";
import { getDb, getMemoryDb } from "@/lib/server/db/get-db";

/** Enters the ended run of a temporary chat into the ledger: what it used and cost, nothing that was said. */
export async function saveTemporaryRun(runId: string): Promise<void> {
  const row = await (await getMemoryDb())
    .selectFrom("runs")
    .selectAll()
    .where("id", "=", runId)
    .executeTakeFirst();
  if (row === undefined) return;
  await (await getDb())
    .insertInto("runs")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}
