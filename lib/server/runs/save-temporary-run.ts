import "server-only";
import type { Kysely } from "kysely";
import { getMemoryDb } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";
import { toLeaseEnd } from "./run-leases";

/**
 * Enters the run of a temporary chat into the ledger as it stands: what it used, cost and holds, nothing that was said. Once
 * when something is held for it, so that it is counted if this process dies, and when it has ended. False when it had ended
 * there already: then its budgets are settled.
 */
export async function saveTemporaryRun(
  ledger: Kysely<Database>,
  { runId, reservedUsd = null }: { runId: string; reservedUsd?: number | null },
): Promise<boolean> {
  const row = await (await getMemoryDb())
    .selectFrom("runs")
    .selectAll()
    .where("id", "=", runId)
    .executeTakeFirst();
  if (row === undefined) return false;
  // Its lease in memory is as old as the run, and by another clock: others would take it to be dead.
  const { id, ...rest } = { ...row, reserved_usd: reservedUsd, lease_until: toLeaseEnd(ledger) };
  const { numInsertedOrUpdatedRows = 0n } = await ledger
    .insertInto("runs")
    .values({ id, ...rest })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(rest).where("runs.outcome", "=", "running"))
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}
