import "server-only";
import type { Kysely } from "kysely";
import { getEnv } from "@/lib/server/env";
import type { Database } from "./schema";

/** One machine keeps its data in a SQLite file; many share a PostgreSQL. */
export type DatabaseKind = "sqlite" | "postgres";

/** What `DATABASE_URL` asks for: unset is SQLite. */
export function getDatabaseKind(): DatabaseKind {
  return getEnv().DATABASE_URL === undefined ? "sqlite" : "postgres";
}

/** What `db` is: temporary chats are in SQLite, whatever `DATABASE_URL` asks for. */
export function kindOf(db: Kysely<Database>): DatabaseKind {
  // Next bundles Kysely more than once, so its classes cannot be told apart; only PostgreSQL can undo a change of tables.
  return db.getExecutor().adapter.supportsTransactionalDdl ? "postgres" : "sqlite";
}
