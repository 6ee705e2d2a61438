import "server-only";
import type SQLite from "better-sqlite3";
import {
  type DatabaseConnection,
  type Driver,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from "kysely";

/** More than the product has texts of queries; those with lists of any length come and go. */
const maxPrepared = 400;

/** The database with the queries it has prepared: preparing one costs as much as running it. */
function keepPrepared(sqlite: SQLite.Database): SqliteDatabase {
  const prepared = new Map<string, SQLite.Statement<unknown[]>>();
  return {
    close: () => {
      prepared.clear();
      sqlite.close();
    },
    prepare: (sql) => {
      const known = prepared.get(sql);
      const statement = known ?? sqlite.prepare(sql);
      // The map's order is that of use: the one used longest ago leaves first.
      if (known !== undefined) prepared.delete(sql);
      prepared.set(sql, statement);
      if (prepared.size > maxPrepared) prepared.delete(prepared.keys().next().value ?? "");
      return statement;
    },
  };
}

/**
 * Kysely's SQLite, except that queries stay prepared, and that a failed transaction tells its own reason: SQLite ends one
 * by itself when the disk is full or fails, and rolling it back once more would replace that reason by a complaint about
 * there being none.
 */
export class OwnSqliteDialect extends SqliteDialect {
  readonly #sqlite: SQLite.Database;
  readonly #database: SqliteDatabase;

  constructor(sqlite: SQLite.Database) {
    const database = keepPrepared(sqlite);
    super({ database });
    this.#sqlite = sqlite;
    this.#database = database;
  }

  override createDriver(): Driver {
    return new OwnSqliteDriver(this.#sqlite, this.#database);
  }
}

class OwnSqliteDriver extends SqliteDriver {
  readonly #sqlite: SQLite.Database;

  constructor(sqlite: SQLite.Database, database: SqliteDatabase) {
    super({ database });
    this.#sqlite = sqlite;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
  }
}
