import "server-only";
import { sql } from "kysely";
import { getDb } from "@/lib/server/db/get-db";
import { nowMs } from "@/lib/server/db/now-ms";

export type WindowCount = {
  /** With what was just added. */
  count: number;
  /** Until the window ends and counting starts anew. */
  remainingMs: number;
};

/**
 * Adds `amount` to what has been counted under `name` in the present window of time, for all instances on one database.
 * With an amount of 0 it only looks.
 */
export async function countInWindow({
  name,
  windowMs,
  amount,
}: {
  name: string;
  windowMs: number;
  amount: number;
}): Promise<WindowCount> {
  const db = await getDb();
  const now = nowMs(db);
  const isOver = sql<boolean>`counters.window_start + ${windowMs} <= ${now}`;
  const row = await db
    .insertInto("counters")
    .values({ name, window_start: now, count: amount })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet({
        count: sql<number>`case when ${isOver} then ${amount} else counters.count + ${amount} end`,
        window_start: sql<number>`case when ${isOver} then ${now} else counters.window_start end`,
      }),
    )
    .returning(["count", sql<number>`window_start + ${windowMs} - ${now}`.as("remainingMs")])
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), remainingMs: Math.max(0, Number(row.remainingMs)) };
}

/** Forgets what was counted under `name`. */
export async function forgetCount(name: string): Promise<void> {
  await (await getDb()).deleteFrom("counters").where("name", "=", name).execute();
}

/** Removes counters whose windows ended a day ago or more. */
export async function sweepCounters(): Promise<void> {
  const dayMs = 24 * 60 * 60_000;
  await (await getDb())
    .deleteFrom("counters")
    .where("window_start", "<", Date.now() - dayMs)
    .execute();
}
