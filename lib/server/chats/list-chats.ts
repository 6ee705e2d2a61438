import "server-only";
import { type Kysely, sql } from "kysely";
import type { ChatSummary } from "@/lib/chats/chat-document";
import type { ChatPlace } from "@/lib/chats/chat-place";
import { chatsPerPage } from "@/lib/chats/chats-per-page";
import { getDb } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";
import { listLiveChatIds } from "@/lib/server/runs/run-store";

type ListOptions = {
  owner: string;
  limit?: number;
  /** Only what is listed after this place. */
  after?: ChatPlace | undefined;
};

/** A page of the owner's chats, newest first; the first page begins with all that are pinned, beside `limit` others. */
export async function listChats({ owner, limit = chatsPerPage, after }: ListOptions): Promise<ChatSummary[]> {
  const db = await getDb();
  const listed = db
    .selectFrom("chats")
    .select(["id", "title", "updated_at", "pinned_at"])
    .where("owner", "=", owner)
    .where("deleted_at", "is", null)
    .orderBy("updated_at", "desc")
    .orderBy("id", "desc");
  const pinned = after === undefined ? await listed.where("pinned_at", "is not", null).execute() : [];
  const others = listed.where("pinned_at", "is", null).limit(limit);
  const page =
    after === undefined
      ? others
      : others.where(sql<boolean>`(updated_at, id) < (${after.updatedAt}, ${after.id})`);
  const live = await listLiveChatIds(db, owner);
  return [...pinned, ...(await page.execute())].map((row) => ({
    id: row.id,
    title: row.title,
    updatedAt: row.updated_at,
    pinned: row.pinned_at !== null,
    live: live.has(row.id),
  }));
}

/** The titles of all the owner's chats, newest first. */
export async function listTitles(
  db: Kysely<Database>,
  owner: string,
): Promise<Pick<ChatSummary, "id" | "title" | "updatedAt">[]> {
  return db
    .selectFrom("chats")
    .select(["id", "title", "updated_at as updatedAt"])
    .where("owner", "=", owner)
    .where("deleted_at", "is", null)
    .orderBy("updated_at", "desc")
    .execute();
}
