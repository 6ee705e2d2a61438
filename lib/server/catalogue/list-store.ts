import "server-only";
import { type Kysely, sql } from "kysely";
import { notify } from "@/lib/server/db/notices";
import { nowMs } from "@/lib/server/db/now-ms";
import type { Database } from "@/lib/server/db/schema";

type Db = Kysely<Database>;

/** An instance that has not answered for this long is taken to be dead; longer than any list may take. */
const leaseMs = 15_000;

/** What is known of a fetched list beside its content. Times are epoch ms by the database's clock. */
export type FetchedList = {
  contentAt: number | null;
  checkedAt: number | null;
  askedAt: number | null;
  /** Why the last attempt failed, as the end of a sentence; null when it did not. */
  problem: string | null;
};

/** What asking for a list came to: a content, the one that is there, or none, with the reason as the end of a sentence. */
export type Answered =
  | { kind: "content"; content: string }
  | { kind: "same" }
  | { kind: "failed"; why: string };

export async function readClock(db: Db): Promise<number> {
  return (await db.selectNoFrom(nowMs(db).as("now")).executeTakeFirstOrThrow()).now;
}

/** null for a list that nobody has asked for yet. */
export async function readList(db: Db, name: string): Promise<FetchedList | null> {
  const row = await db
    .selectFrom("fetched_lists")
    .select(["content_at as contentAt", "checked_at as checkedAt", "asked_at as askedAt", "problem"])
    .where("name", "=", name)
    .executeTakeFirst();
  return row ?? null;
}

export async function readListContent(db: Db, name: string): Promise<string | null> {
  const row = await db
    .selectFrom("fetched_lists")
    .select("content")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.content ?? null;
}

/** True for the one who may ask now: nobody else is at it, and nobody has asked since `dueBefore`. */
export async function takeLease(
  db: Db,
  { name, holder, dueBefore }: { name: string; holder: string; dueBefore: number },
): Promise<boolean> {
  await db
    .insertInto("fetched_lists")
    .values({ name })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const taken = await db
    .updateTable("fetched_lists")
    .set({ holder, lease_until: sql<number>`${nowMs(db)} + ${leaseMs}` })
    .where("name", "=", name)
    .where(sql<boolean>`coalesce(asked_at, 0) < ${dueBefore}`)
    .where(sql<boolean>`coalesce(lease_until, 0) < ${nowMs(db)}`)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

/** Stores what came of asking and ends the lease; nothing when another one has it by now. */
export async function saveAnswered(
  db: Db,
  { name, holder, answered }: { name: string; holder: string; answered: Answered },
): Promise<void> {
  const now = nowMs(db);
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("fetched_lists")
      .set({
        asked_at: now,
        holder: null,
        lease_until: null,
        problem: answered.kind === "failed" ? answered.why : null,
        ...(answered.kind === "failed" ? {} : { checked_at: now }),
        ...(answered.kind === "content" ? { content: answered.content, content_at: now } : {}),
      })
      .where("name", "=", name)
      .where("holder", "=", holder)
      .execute();
    await notify(transaction, { kind: "list", name });
  });
}
