import "server-only";
import type { SessionInfo } from "@/lib/api/session-info";
import { AppError } from "@/lib/app-error";
import { createId } from "@/lib/id";
import { getDb } from "@/lib/server/db/get-db";
import { writeIfPossible } from "@/lib/server/db/write-if-possible";

/** How exactly "last seen" is known. */
const seenEveryMs = 60_000;
const keptMs = 30 * 24 * 60 * 60_000;

/** Adds a signed-in browser; returns the id that its cookie carries. */
export async function addSession({ owner, browser }: { owner: string; browser: string }): Promise<string> {
  const id = createId();
  const now = Date.now();
  const row = { id, owner, browser: browser.slice(0, 300), created_at: now, last_seen_at: now };
  await (await getDb()).insertInto("sessions").values(row).execute();
  return id;
}

/** True while the session was not ended. Notes, to the minute, that it was seen. */
export async function isLiveSession(id: string): Promise<boolean> {
  const db = await getDb();
  const row = await db
    .selectFrom("sessions")
    .select("last_seen_at as lastSeenAt")
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) return false;
  const now = Date.now();
  if (row.lastSeenAt < now - seenEveryMs) {
    await writeIfPossible(() =>
      db.updateTable("sessions").set({ last_seen_at: now }).where("id", "=", id).execute(),
    );
  }
  return true;
}

/** The owner's sessions that go on, the latest first. */
export async function listSessions(owner: string, ownId: string | null): Promise<SessionInfo[]> {
  const rows = await (await getDb())
    .selectFrom("sessions")
    .select(["id", "browser", "created_at as createdAt", "last_seen_at as lastSeenAt"])
    .where("owner", "=", owner)
    .where("revoked_at", "is", null)
    .where("created_at", ">", Date.now() - keptMs)
    .orderBy("last_seen_at", "desc")
    .execute();
  return rows.map((row) => ({ ...row, isOwn: row.id === ownId }));
}

/**
 * Ends one session.
 * @throws AppError `not_found`
 */
export async function endSession({ owner, sessionId }: { owner: string; sessionId: string }): Promise<void> {
  const ended = await (await getDb())
    .updateTable("sessions")
    .set({ revoked_at: Date.now() })
    .where("owner", "=", owner)
    .where("id", "=", sessionId)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) throw new AppError("not_found", "There is no such session.");
}

/** Signs the owner out everywhere. */
export async function endAllSessions(owner: string): Promise<void> {
  await (await getDb())
    .updateTable("sessions")
    .set({ revoked_at: Date.now() })
    .where("owner", "=", owner)
    .where("revoked_at", "is", null)
    .execute();
}
