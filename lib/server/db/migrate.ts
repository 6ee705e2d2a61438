import "server-only";
import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import type { DatabaseKind } from "./database-kind";
import { toMigrations } from "./migrations";
import type { Database } from "./schema";

/** Brings a database to the newest version; several processes that start at once do it one after another. */
export async function migrate(db: Kysely<Database>, kind: DatabaseKind): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => toMigrations(kind) },
    // They do not depend on each other's order: one with a lower number may come into the product later.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error("The database could not be brought up to date.", { cause: error });
}
