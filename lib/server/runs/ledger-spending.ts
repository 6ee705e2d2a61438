import "server-only";
import { type Kysely, sql } from "kysely";
import { toMonth } from "@/lib/money/to-month";
import type { Db } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";
import { singleton } from "@/lib/server/singleton";

/** What the ledger knows was spent this month in what a budget limits. What is being answered is not in it. */
export async function sumSpent(db: Kysely<Database>, { scope }: { scope: string }): Promise<number> {
  const now = new Date();
  const runs = db
    .selectFrom("runs")
    .select((run) => run.fn.sum<number | null>("cost_usd").as("spent"))
    .where("started_at", ">=", Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const ofScope = scope === "total" ? runs : runs.where("token_id", "=", scope.slice("token:".length));
  return Number((await ofScope.executeTakeFirstOrThrow()).spent ?? 0);
}

/**
 * Counts what was spent this month while a budget did not hold: since it was counted last the ledger knows more, but not what
 * was counted for a process that died. Returns what counts as spent; null when there is no such budget yet.
 */
export async function countLedger(
  db: Kysely<Database>,
  { scope }: { scope: string },
): Promise<number | null> {
  const spent = await sumSpent(db, { scope });
  const row = await db
    .updateTable("budgets")
    .set({ spent_usd: sql<number>`case when spent_usd > ${spent} then spent_usd else ${spent} end` })
    .where("scope", "=", scope)
    .where("period", "=", toMonth(Date.now()))
    .returning("spent_usd")
    .executeTakeFirst();
  return row?.spent_usd ?? null;
}

const getCounted = () => singleton("counted-ledger", () => ({ isDone: false }));

/** `countLedger` of the server's own budget, once in a process: only a restart can set it, take it away and set it again. */
export async function countLedgerAtFirst(db: Db): Promise<void> {
  const counted = getCounted();
  if (counted.isDone) return;
  await countLedger(db, { scope: "total" });
  counted.isDone = true;
}

/** What counts as spent of the server's own budget this month. Reads only: usage is shown by a full disk too. */
export async function readServerSpent(db: Kysely<Database>): Promise<number> {
  const row = await db
    .selectFrom("budgets")
    .select("spent_usd as spentUsd")
    .where("scope", "=", "total")
    .where("period", "=", toMonth(Date.now()))
    .executeTakeFirst();
  if (row !== undefined && getCounted().isDone) return row.spentUsd;
  return Math.max(row?.spentUsd ?? 0, await sumSpent(db, { scope: "total" }));
}
