import "server-only";
import { mkdirSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { getEnv } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";
import { migrations } from "./migrations";
import type { Database } from "./schema";

/** The driver waits on the event loop, so it waits briefly; whoever writes the log tries again. */
const busyTimeoutMs = 250;

export type Db = Kysely<Database>;

/** Opens the database in `folder` and brings it to the newest version. */
export async function openDb(folder: string): Promise<Db> {
  mkdirSync(folder, { recursive: true });
  const sqlite = new SQLite(path.join(folder, "switchyard.db"), { timeout: busyTimeoutMs });
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = NORMAL");
  sqlite.pragma("foreign_keys = ON");
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: sqlite }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error("The database could not be brought up to date.", { cause: error });
  return db;
}

/** The process's database, opened at first use. */
export function getDb(): Promise<Db> {
  return singleton("db", () => openDb(getEnv().SWITCHYARD_DATA));
}
