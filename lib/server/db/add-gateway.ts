import "server-only";
import type { Kysely } from "kysely";

/** Gateway tokens, budgets, counters, sessions, and what the ledger says of gateway runs. A migration: never changed once released. */
export async function addGateway(db: Kysely<unknown>): Promise<void> {
  await addLedgerColumns(db);
  await db.schema
    .createTable("gateway_tokens")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull().unique())
    .addColumn("hint", "text", (column) => column.notNull())
    .addColumn("models_json", "text", (column) => column.notNull())
    .addColumn("requests_per_minute", "integer")
    .addColumn("tokens_per_minute", "integer")
    .addColumn("usd_per_month", "double precision")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint")
    .addColumn("last_used_at", "bigint")
    .addColumn("revoked_at", "bigint")
    .execute();
  await db.schema.createIndex("gateway_tokens_by_owner").on("gateway_tokens").column("owner").execute();
  await db.schema
    .createTable("budgets")
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("scope", "text", (column) => column.notNull())
    .addColumn("period", "text", (column) => column.notNull())
    .addColumn("spent_usd", "double precision", (column) => column.notNull())
    .addColumn("reserved_usd", "double precision", (column) => column.notNull())
    .addPrimaryKeyConstraint("budgets_key", ["scope", "period"])
    .execute();
  await db.schema
    .createTable("counters")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("window_start", "bigint", (column) => column.notNull())
    .addColumn("count", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("sessions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("browser", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("last_seen_at", "bigint", (column) => column.notNull())
    .addColumn("revoked_at", "bigint")
    .execute();
}

async function addLedgerColumns(db: Kysely<unknown>): Promise<void> {
  for (const name of ["source", "token_id", "usage_source"]) {
    await db.schema.alterTable("runs").addColumn(name, "text").execute();
  }
  await db.schema.alterTable("runs").addColumn("reserved_usd", "double precision").execute();
  await db.schema.createIndex("runs_by_owner_time").on("runs").columns(["owner", "started_at"]).execute();
}
