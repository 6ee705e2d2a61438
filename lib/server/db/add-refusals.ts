import "server-only";
import type { Kysely } from "kysely";

/** Body fields that models refused. A migration: never changed once released. */
export async function addRefusals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("refusals")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("model", "text", (column) => column.notNull())
    .addColumn("model_key", "text", (column) => column.notNull())
    .addColumn("field", "text", (column) => column.notNull())
    .addColumn("sent_as", "text")
    .addColumn("words", "text")
    .addColumn("refused_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("refusals_of_model")
    .on("refusals")
    .columns(["owner", "model_key", "field"])
    .unique()
    .execute();
}
