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
  if (error === undefined) return;
  const unknown = readUnknownMigration(error);
  if (unknown !== null) {
    throw new Error(
      `a newer version of Switchyard has used it (${unknown}). Nothing was changed: start that version again.`,
    );
  }
  throw new Error("it could not be brought up to date", { cause: error });
}

/** The migration that a database had and this version does not know; Kysely tells it in its message only. */
const readUnknownMigration = (error: unknown): string | null =>
  /previously executed migration (\S+) is missing/.exec(error instanceof Error ? error.message : "")?.[1] ??
  null;
