import "server-only";
import { type RawBuilder, sql } from "kysely";
import { getDatabaseKind } from "./database-kind";

/** The database's clock in epoch ms: the one clock that all instances share. On one machine it is the process's own. */
export function nowMs(): RawBuilder<number> {
  return getDatabaseKind() === "sqlite"
    ? sql<number>`${Date.now()}`
    : sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
}
