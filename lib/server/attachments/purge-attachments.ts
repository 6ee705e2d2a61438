import "server-only";
import type { Kysely } from "kysely";
import type { Database } from "@/lib/server/db/schema";

/** Forgets that these chats have files; then those that no other message has are removed. Called before the messages go. */
export async function purgeUsesOfChats(db: Kysely<Database>, chatIds: string[]): Promise<void> {
  const used = await db
    .selectFrom("attachment_uses as uses")
    .innerJoin("messages", "messages.id", "uses.message_id")
    .select(["uses.owner", "uses.attachment_id as id"])
    .distinct()
    .where("messages.chat_id", "in", chatIds)
    .execute();
  if (used.length === 0) return;
  await db
    .deleteFrom("attachment_uses")
    .where("message_id", "in", (messages) =>
      messages.selectFrom("messages").select("id").where("chat_id", "in", chatIds),
    )
    .execute();
  for (const { owner, id } of used) {
    await deleteUnused(db).where("owner", "=", owner).where("id", "=", id).execute();
  }
}

/** Removes files that were sent to the server before this time (epoch ms) and that no message has. */
export async function sweepAttachments(db: Kysely<Database>, before: number): Promise<void> {
  await deleteUnused(db).where("created_at", "<", before).execute();
}

function deleteUnused(db: Kysely<Database>) {
  return db
    .deleteFrom("attachments")
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom("attachment_uses as uses")
            .select("uses.message_id")
            .whereRef("uses.owner", "=", "attachments.owner")
            .whereRef("uses.attachment_id", "=", "attachments.id"),
        ),
      ),
    );
}
