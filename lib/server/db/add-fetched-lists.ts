import "server-only";
import type { Kysely } from "kysely";

/** Lists of models that one instance fetches for all. A migration: never changed once released. */
export async function addFetchedLists(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("fetched_lists")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("content", "text")
    .addColumn("content_at", "bigint")
    .addColumn("checked_at", "bigint")
    .addColumn("asked_at", "bigint")
    .addColumn("problem", "text")
    .addColumn("holder", "text")
    .addColumn("lease_until", "bigint")
    .execute();
}
