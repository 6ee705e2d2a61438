import "server-only";
import type { Kysely } from "kysely";

/** When a gateway token's limits were last changed; null: never. A migration: never changed once released. */
export async function addTokenEdits(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("gateway_tokens").addColumn("updated_at", "bigint").execute();
}
