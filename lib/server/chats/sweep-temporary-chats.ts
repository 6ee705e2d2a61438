import "server-only";
import { sweepAttachments } from "@/lib/server/attachments/purge-attachments";
import { getMemoryDb } from "@/lib/server/db/get-db";
import { sweepChunks } from "@/lib/server/runs/event-store";
import { purgeChats } from "./purge-chats";

/** A temporary chat in which nothing was asked for this long is forgotten. The screen says so. */
const keptMs = 6 * 60 * 60_000;
/** Memory holds so many of them; beyond that the one that rested longest goes first. */
const mostChats = 200;
const logKeptMs = 10 * 60_000;

/** Forgets temporary chats that nobody uses any more, and their runs: the ledger has those. */
export async function sweepTemporaryChats(now = Date.now()): Promise<void> {
  const db = await getMemoryDb();
  await sweepChunks(db, now - logKeptMs);
  await sweepAttachments(db, now - keptMs);
  const chats = await db
    .selectFrom("chats")
    .select(["id", "updated_at as updatedAt"])
    .where("id", "not in", (runs) =>
      runs.selectFrom("runs").select("chat_id").where("outcome", "=", "running"),
    )
    .orderBy("updated_at", "desc")
    .execute();
  const forgotten = chats.filter(({ updatedAt }, index) => index >= mostChats || updatedAt < now - keptMs);
  const ids = forgotten.map(({ id }) => id);
  await forgetTemporaryChats(ids);
}

/** Forgets these chats and their runs. */
export async function forgetTemporaryChats(ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const db = await getMemoryDb();
  await purgeChats(db, ids);
  await db.deleteFrom("runs").where("chat_id", "in", ids).execute();
}
