import "server-only";
import { type Kysely, sql } from "kysely";
import type { DatabaseKind } from "./database-kind";

/** Files of messages, and which message has which. A migration: never changed once released. */
export function addAttachments(kind: DatabaseKind) {
  return async (db: Kysely<unknown>): Promise<void> => {
    await db.schema
      .createTable("attachments")
      .addColumn("owner", "text", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("media_type", "text", (column) => column.notNull())
      .addColumn("bytes", "bigint", (column) => column.notNull())
      .addColumn("width", "integer")
      .addColumn("height", "integer")
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("data", kind === "postgres" ? "bytea" : "blob", (column) => column.notNull())
      .addPrimaryKeyConstraint("attachments_key", ["owner", "id"])
      .execute();
    // What images and sound are made of does not get smaller.
    if (kind === "postgres")
      await sql`alter table attachments alter column data set storage external`.execute(db);
    await db.schema
      .createTable("attachment_uses")
      .addColumn("message_id", "text", (column) => column.notNull().references("messages.id"))
      .addColumn("owner", "text", (column) => column.notNull())
      .addColumn("attachment_id", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("attachment_uses_key", ["message_id", "attachment_id"])
      .addForeignKeyConstraint("attachment_uses_of", ["owner", "attachment_id"], "attachments", [
        "owner",
        "id",
      ])
      .execute();
    await db.schema
      .createIndex("attachment_uses_by_attachment")
      .on("attachment_uses")
      .columns(["owner", "attachment_id"])
      .execute();
  };
}
