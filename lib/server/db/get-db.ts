import "server-only";
import type { Kysely } from "kysely";
import { isTemporaryId } from "@/lib/id";
import { getEnv } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";
import { type DatabasePlace, explainOpenFailure } from "./explain-open-failure";
import { openPostgres } from "./open-postgres";
import { openSqlite, openSqliteInMemory } from "./open-sqlite";
import type { Database } from "./schema";

export type Db = Kysely<Database>;

/** The process's database, opened at first use: what `DATABASE_URL` names, else a file in the data folder. */
export function getDb(): Promise<Db> {
  const { DATABASE_URL, SWITCHYARD_DATA } = getEnv();
  return singleton("db", () => {
    const place: DatabasePlace =
      DATABASE_URL === undefined ? { folder: SWITCHYARD_DATA } : { url: DATABASE_URL };
    const opened = "url" in place ? openPostgres(place.url) : openSqlite(place.folder);
    return opened.catch((error: unknown) => {
      throw new Error(explainOpenFailure(error, place), { cause: error });
    });
  });
}

/** Closes the process's database, at its end: on SQLite everything is then in the one file, without a `-wal` beside it. */
export async function closeDb(): Promise<void> {
  await (await getDb()).destroy();
}

/** Where temporary chats are: this process's memory. */
export function getMemoryDb(): Promise<Db> {
  return singleton("memory-db", openSqliteInMemory);
}

/** Where what has this id is: a chat, a turn or a run. */
export function getDbOf(id: string): Promise<Db> {
  return isTemporaryId(id) ? getMemoryDb() : getDb();
}
