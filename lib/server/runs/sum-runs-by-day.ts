import "server-only";
import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import type { CostStatus } from "@/lib/runs/answer-metadata";
import type { Db } from "@/lib/server/db/get-db";
import { type FailureRow, maxFailureRows, type UsageGroup } from "@/lib/usage/usage-report";

const dayMs = 86_400_000;

/** Days since 1970, UTC; both are read. */
export type Days = { owner: string; first: number; last: number };

/**
 * What `read` finds on each of the days. SQLite answers on the thread that all streams are written on: a query over months of
 * a busy gateway's runs would hold every one of them up for seconds, so between two days the others have their turn.
 */
async function readDayByDay<Row>(
  { first, last }: Days,
  read: (day: { from: number; until: number }) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let day = first; day <= last; day += 1) {
    rows.push(...(await read({ from: day * dayMs, until: (day + 1) * dayMs })));
    await setImmediate();
  }
  return rows;
}

/** The runs of these days, added up by what they have in common. */
export function sumGroups(db: Db, days: Days): Promise<UsageGroup[]> {
  const began = sql<number>`case when first_token_ms is null then 0 else 1 end`;
  return readDayByDay(days, async ({ from, until }) => {
    const rows = await db
      .selectFrom("runs")
      .select([
        "model",
        "source",
        "token_id as tokenId",
        "outcome",
        "cost_status as costStatus",
        "usage_source as usageSource",
        began.as("began"),
      ])
      .select((run) => [
        run.fn.countAll<number>().as("runs"),
        sql<number>`cast(coalesce(sum(input_tokens), 0) as double precision)`.as("inputTokens"),
        sql<number>`cast(coalesce(sum(output_tokens), 0) as double precision)`.as("outputTokens"),
        sql<number>`coalesce(sum(cost_usd), 0)`.as("usd"),
      ])
      .where("owner", "=", days.owner)
      .where("started_at", ">=", from)
      .where("started_at", "<", until)
      .groupBy(["model", "source", "token_id", "outcome", "cost_status", "usage_source", began])
      .execute();
    return rows.map((row) => ({
      ...row,
      day: from / dayMs,
      source: row.source ?? "chat",
      runs: Number(row.runs),
      began: row.began === 1,
      // Our own writing, see `saveRunEnd`.
      costStatus: row.costStatus as CostStatus | null,
    }));
  });
}

/** What failed on these days, the most frequent first. */
export async function sumFailures(db: Db, days: Days): Promise<FailureRow[]> {
  const rows = await readDayByDay(days, ({ from, until }) =>
    db
      .selectFrom("runs")
      .select(["model", "error_code as errorCode"])
      .select((run) => run.fn.countAll<number>().as("runs"))
      .where("owner", "=", days.owner)
      .where("started_at", ">=", from)
      .where("started_at", "<", until)
      .where("outcome", "in", ["failed", "interrupted", "incomplete"])
      .groupBy(["model", "error_code"])
      .execute(),
  );
  const sums = new Map<string, FailureRow>();
  for (const { model, errorCode: code, runs } of rows) {
    const errorCode = code ?? "no_reason_known";
    const key = `${model}\n${errorCode}`;
    sums.set(key, { model, errorCode, runs: (sums.get(key)?.runs ?? 0) + Number(runs) });
  }
  return [...sums.values()]
    .sort((a, b) => b.runs - a.runs || a.model.localeCompare(b.model))
    .slice(0, maxFailureRows);
}
