import "server-only";
import { mkdirSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { Kysely } from "kysely";
import { migrate } from "./migrate";
import type { Database } from "./schema";
import { OwnSqliteDialect } from "./sqlite-dialect";

/** The driver waits on the event loop, so it waits briefly; whoever writes the log tries again. */
const busyTimeoutMs = 250;
/** Two processes that start at once on one file: the second waits this long for the first one's migrations. */
const migrationWaitMs = 30_000;

/** The name of the file in the data folder. */
export const sqliteFileName = "switchyard.db";

/** Opens the database file in `folder`, made for nobody else on this machine to read, and brings it to the newest version. */
export async function openSqlite(folder: string): Promise<Kysely<Database>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const sqlite = new SQLite(path.join(folder, sqliteFileName), { timeout: busyTimeoutMs });
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = NORMAL");
  return bringUpToDate(sqlite);
}

/** A database that ends with the process and never touches the disk. */
export async function openSqliteInMemory(): Promise<Kysely<Database>> {
  const sqlite = new SQLite(":memory:");
  // What sorts and joins do not fit would go to a temporary file.
  sqlite.pragma("temp_store = MEMORY");
  return bringUpToDate(sqlite);
}

async function bringUpToDate(sqlite: SQLite.Database): Promise<Kysely<Database>> {
  sqlite.pragma("foreign_keys = ON");
  const db = new Kysely<Database>({ dialect: new OwnSqliteDialect(sqlite) });
  // Kysely takes no lock on SQLite, and knows no transaction around its migrations there: this one is both.
  await beginAlone(sqlite);
  try {
    await migrate(db, "sqlite");
    sqlite.exec("commit");
  } catch (error) {
    sqlite.exec("rollback");
    throw error;
  }
  return db;
}

/** Begins a transaction that no other process writes beside; waits for one that does. */
async function beginAlone(sqlite: SQLite.Database): Promise<void> {
  const deadline = Date.now() + migrationWaitMs;
  for (;;) {
    try {
      sqlite.exec("begin immediate");
      return;
    } catch (error) {
      const isBusy = error instanceof SQLite.SqliteError && error.code.startsWith("SQLITE_BUSY");
      if (!isBusy || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
