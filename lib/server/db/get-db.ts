import "server-only";
import type { Kysely } from "kysely";
import { getEnv } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";
import { openPostgres } from "./open-postgres";
import { openSqlite } from "./open-sqlite";
import type { Database } from "./schema";

export type Db = Kysely<Database>;

/** The process's database, opened at first use: what `DATABASE_URL` names, else a file in the data folder. */
export function getDb(): Promise<Db> {
  const { DATABASE_URL, SWITCHYARD_DATA } = getEnv();
  return singleton("db", () =>
    DATABASE_URL === undefined ? openSqlite(SWITCHYARD_DATA) : openPostgres(DATABASE_URL),
  );
}
