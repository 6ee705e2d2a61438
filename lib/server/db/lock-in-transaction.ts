import "server-only";
import { type Kysely, sql } from "kysely";
import { kindOf } from "./database-kind";
import type { Database } from "./schema";

/**
 * Waits until no other transaction holds `name`, and holds it until this one ends. On SQLite transactions wait for each
 * other anyway.
 */
export async function lockInTransaction(transaction: Kysely<Database>, name: string): Promise<void> {
  if (kindOf(transaction) === "sqlite") return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(transaction);
}
