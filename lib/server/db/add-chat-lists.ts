import "server-only";
import { type Kysely, sql } from "kysely";

/** The list of chats is read in its order, page by page. A migration: never changed once released. */
export async function addChatLists(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("chats_listed")
    .on("chats")
    .columns(["owner", "updated_at", "id"])
    .where(sql<boolean>`deleted_at is null and pinned_at is null`)
    .execute();
  await db.schema
    .createIndex("chats_pinned")
    .on("chats")
    .columns(["owner", "updated_at", "id"])
    .where(sql<boolean>`deleted_at is null and pinned_at is not null`)
    .execute();
}
