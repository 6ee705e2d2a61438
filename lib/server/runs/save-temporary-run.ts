import "server-only";
import type { Kysely } from "kysely";
import { getMemoryDb } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";

/**
 * Enters the run of a temporary chat into the ledger as it stands: what it used, cost and holds, nothing that was said. Once
 * when something is held for it, so that it is counted if this process dies, and when it has ended.
 */
export async function saveTemporaryRun(
  ledger: Kysely<Database>,
  { runId, reservedUsd = null }: { runId: string; reservedUsd?: number | null },
): Promise<void> {
  const row = await (await getMemoryDb())
    .selectFrom("runs")
    .selectAll()
    .where("id", "=", runId)
    .executeTakeFirst();
  if (row === undefined) return;
  const { id, ...rest } = { ...row, reserved_usd: reservedUsd };
  await ledger
    .insertInto("runs")
    .values({ id, ...rest })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(rest))
    .execute();
}
