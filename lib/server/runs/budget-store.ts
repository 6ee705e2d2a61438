import "server-only";
import { type Kysely, sql } from "kysely";
import { AppError } from "@/lib/app-error";
import { formatUsd } from "@/lib/money/format-usd";
import { toMonth } from "@/lib/money/to-month";
import { getDb } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import type { Database } from "@/lib/server/db/schema";
import { getEnv } from "@/lib/server/env";
import { countLedger, countLedgerAtFirst, sumSpent } from "./ledger-spending";

/** What limits a run in dollars: the server as a whole, and the token it was asked with. */
export type BudgetScope = { scope: string; limitUsd: number };

/** What is held back for one run until its cost is known. */
export type Reservation = { owner: string; scopes: string[]; period: string; usd: number };

/** The limits that hold for a run; none when nothing is limited in dollars. */
export function listBudgets(token: { id: string; usdPerMonth: number | null } | null): BudgetScope[] {
  const total = getEnv().SWITCHYARD_BUDGET_USD_PER_MONTH;
  return [
    ...(total === undefined ? [] : [{ scope: "total", limitUsd: total }]),
    ...(token === null || token.usdPerMonth === null
      ? []
      : [{ scope: `token:${token.id}`, limitUsd: token.usdPerMonth }]),
  ];
}

/** What was held and what it came to; null, when that cannot be known, counts what was held. */
type Settled = { reservation: Pick<Reservation, "scopes" | "period" | "usd">; costUsd: number | null };

/**
 * Holds `usd` back in every budget, or in none. A budget with anything left takes one more run, so that what is spent never
 * exceeds it by more than one reservation, however many ask at once and on however many instances.
 * @throws AppError `budget_exceeded`
 */
export async function reserveBudget({
  owner,
  budgets,
  usd,
  instead = null,
  saveRun,
}: {
  owner: string;
  budgets: BudgetScope[];
  usd: number;
  /** What the run held before and gives back for it. */
  instead?: Settled | null;
  /** Stores, in the same transaction, the run it is held back for: if the process dies, that row says so. */
  saveRun: (transaction: Kysely<Database>) => Promise<void>;
}): Promise<Reservation> {
  const period = toMonth(Date.now());
  const db = await getDb();
  await countLedgerAtFirst(db);
  await inTransaction(db, async (transaction) => {
    if (instead !== null) await settleBudget(transaction, instead);
    for (const { scope, limitUsd } of budgets) {
      await openBudget(transaction, { owner, scope, period });
      const taken = await transaction
        .updateTable("budgets")
        .set({ reserved_usd: sql<number>`reserved_usd + ${usd}` })
        .where("scope", "=", scope)
        .where("period", "=", period)
        .where(sql<number>`spent_usd + reserved_usd`, "<", limitUsd)
        .executeTakeFirst();
      if (taken.numUpdatedRows === 0n) throw exceeded({ scope, limitUsd });
    }
    await saveRun(transaction);
  });
  return { owner, scopes: budgets.map(({ scope }) => scope), period, usd };
}

/** Gives back what was held, and counts what the run cost. */
export async function settleBudget(db: Kysely<Database>, { reservation, costUsd }: Settled): Promise<void> {
  const { scopes, period, usd } = reservation;
  if (scopes.length === 0) return;
  await db
    .updateTable("budgets")
    .set({
      reserved_usd: sql<number>`case when reserved_usd > ${usd} then reserved_usd - ${usd} else 0 end`,
      spent_usd: sql<number>`spent_usd + ${costUsd ?? usd}`,
    })
    .where("scope", "in", scopes)
    .where("period", "=", period)
    .execute();
}

type Held = { tokenId: string | null; startedAt: number; reservedUsd: number | null };

/** Counts what was held for a run whose process died: what it cost nobody knows. */
export async function countHeld(
  db: Kysely<Database>,
  { tokenId, startedAt, reservedUsd }: Held,
): Promise<void> {
  if (reservedUsd === null) return;
  const scopes = ["total", ...(tokenId === null ? [] : [`token:${tokenId}`])];
  const reservation = { scopes, period: toMonth(startedAt), usd: reservedUsd };
  await settleBudget(db, { reservation, costUsd: null });
}

type Period = { owner: string; scope: string; period: string };

/** A budget that is new this month begins with what was spent in it: limits are set in the middle of months too. */
async function openBudget(db: Kysely<Database>, { owner, scope, period }: Period): Promise<void> {
  const known = await db
    .selectFrom("budgets")
    .select("scope")
    .where("scope", "=", scope)
    .where("period", "=", period)
    .executeTakeFirst();
  if (known !== undefined) return;
  await db
    .insertInto("budgets")
    .values({ owner, scope, period, spent_usd: await sumSpent(db, { scope }), reserved_usd: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Gives a token that had no budget one in the middle of a month. Returns what counts as spent of it. */
export async function beginTokenBudget(
  db: Kysely<Database>,
  { owner, tokenId }: { owner: string; tokenId: string },
): Promise<number> {
  const scope = `token:${tokenId}`;
  await openBudget(db, { owner, scope, period: toMonth(Date.now()) });
  return (await countLedger(db, { scope })) ?? 0;
}

function exceeded({ scope, limitUsd }: BudgetScope): AppError {
  const whose = scope === "total" ? "This server's budget" : "This token's budget";
  const now = new Date();
  const next = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  return new AppError(
    "budget_exceeded",
    `${whose} of ${formatUsd(limitUsd)} for this month (UTC) is used up or held by answers in progress.`,
    { retryAfterSeconds: Math.ceil((next - now.getTime()) / 1000) },
  );
}
