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
const mostInUse = 200;

type Prepared = Map<string, SQLite.Statement<unknown[]>>;

/**
 * The database with the queries it has prepared: preparing one costs as much as running it. When so many are in use, those
 * that nobody asks for until as many others have been are let go.
 */
function keepPrepared(sqlite: SQLite.Database): SqliteDatabase {
  let inUse: Prepared = new Map();
  let before: Prepared = new Map();
  const keep = (sql: string) => {
    const statement = before.get(sql) ?? sqlite.prepare(sql);
    if (inUse.size === mostInUse) {
      before = inUse;
      inUse = new Map();
    }
    inUse.set(sql, statement);
    return statement;
  };
  return {
    close: () => {
      inUse.clear();
      before.clear();
      sqlite.close();
    },
    prepare: (sql) => inUse.get(sql) ?? keep(sql),
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
