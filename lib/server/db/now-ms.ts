import "server-only";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { kindOf } from "./database-kind";
import type { Database } from "./schema";

/** The database's clock in epoch ms: the one clock that all instances share. On one machine it is the process's own. */
export function nowMs(db: Kysely<Database>): RawBuilder<number> {
  return kindOf(db) === "sqlite"
    ? sql<number>`${Date.now()}`
    : sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
}
