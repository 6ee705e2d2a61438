import "server-only";
import type { Kysely } from "kysely";

/** Presets, prompts, and what a chat's new lanes begin with. A migration: never changed once released. */
export async function addLibrary(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("presets")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("model", "text")
    .addColumn("settings_json", "text", (column) => column.notNull())
    .addColumn("default_since", "bigint")
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addColumn("deleted_at", "bigint")
    .execute();
  await db.schema.createIndex("presets_by_owner").on("presets").columns(["owner", "deleted_at"]).execute();
  await db.schema
    .createTable("prompts")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addColumn("deleted_at", "bigint")
    .execute();
  await db.schema.createIndex("prompts_by_owner").on("prompts").columns(["owner", "deleted_at"]).execute();
  await db.schema.alterTable("chats").addColumn("lane_defaults_json", "text").execute();
}
