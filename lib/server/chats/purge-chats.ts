import "server-only";
import type { Kysely } from "kysely";
import { purgeUsesOfChats, sweepAttachments } from "@/lib/server/attachments/purge-attachments";
import { getDb } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";
import { purgePresets } from "@/lib/server/library/preset-store";
import { purgePrompts } from "@/lib/server/library/prompt-store";

/** A deletion can be undone for this long. */
const binKeptMs = 30 * 24 * 60 * 60_000;
/** So long a file may lie in a draft. */
const draftKeptMs = 7 * 24 * 60 * 60_000;
const chatsAtOnce = 100;

/** Removes these chats and everything in them for good. What they cost stays in the ledger. */
export async function purgeChats(db: Kysely<Database>, chatIds: string[]): Promise<void> {
  if (chatIds.length === 0) return;
  await db.deleteFrom("message_texts").where("chat_id", "in", chatIds).execute();
  await db
    .deleteFrom("run_events")
    .where("run_id", "in", (runs) => runs.selectFrom("runs").select("id").where("chat_id", "in", chatIds))
    .execute();
  await db
    .deleteFrom("run_exchanges")
    .where("run_id", "in", (runs) => runs.selectFrom("runs").select("id").where("chat_id", "in", chatIds))
    .execute();
  await db
    .deleteFrom("tool_decisions")
    .where("run_id", "in", (runs) => runs.selectFrom("runs").select("id").where("chat_id", "in", chatIds))
    .execute();
  await purgeUsesOfChats(db, chatIds);
  await db.deleteFrom("messages").where("chat_id", "in", chatIds).execute();
  await db.deleteFrom("lanes").where("chat_id", "in", chatIds).execute();
  await db.deleteFrom("chats").where("id", "in", chatIds).execute();
}

/** Empties the bin of what was deleted long ago, and removes files that were attached and never sent. */
export async function sweepBin(): Promise<void> {
  const db = await getDb();
  const old = await db
    .selectFrom("chats")
    .select("id")
    .where("deleted_at", "<", Date.now() - binKeptMs)
    .limit(chatsAtOnce)
    .execute();
  await db.transaction().execute((transaction) =>
    purgeChats(
      transaction,
      old.map(({ id }) => id),
    ),
  );
  await purgePresets(db, Date.now() - binKeptMs);
  await purgePrompts(db, Date.now() - binKeptMs);
  await sweepAttachments(db, Date.now() - draftKeptMs);
}
