import "server-only";
import { temporaryPrefix } from "@/lib/id";
import { getDb } from "@/lib/server/db/get-db";
import { countHeld } from "./budget-store";
import { isOrphaned } from "./run-leases";
import { toUncountedCost } from "./to-uncounted-cost";

/**
 * Ends the runs that a process left running when it died and of which nothing is stored but the ledger's row: those of the
 * gateway and of temporary chats. What they cost nobody knows, so their budgets count what was held back for them.
 * Several instances may do so at once: each run is ended by one of them.
 */
export async function recoverUnloggedRuns(): Promise<number> {
  const db = await getDb();
  const orphans = await db
    .selectFrom("runs")
    .select(["id", "model", "token_id as tokenId", "started_at as startedAt", "reserved_usd as reservedUsd"])
    .where((run) => run.or([run("source", "=", "gateway"), run("id", "like", `${temporaryPrefix}%`)]))
    .where("outcome", "=", "running")
    .where(isOrphaned(db))
    .execute();
  for (const { id, model, ...held } of orphans) {
    await db.transaction().execute(async (transaction) => {
      const ended = await transaction
        .updateTable("runs")
        .set({
          outcome: "interrupted",
          error_code: "server_restarted",
          cost_status: toUncountedCost(model).status,
          ended_at: Date.now(),
          reserved_usd: null,
        })
        .where("id", "=", id)
        .where("outcome", "=", "running")
        .where(isOrphaned(db))
        .executeTakeFirst();
      if (ended.numUpdatedRows > 0n) await countHeld(transaction, held);
    });
  }
  return orphans.length;
}
