import "server-only";
import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { getDb } from "./get-db";
import type { Database } from "./schema";

/** A secret that all instances on one database share: made by the first that asks, 64 hexadecimal digits. */
export async function getServerSecret(name: string): Promise<string> {
  const db = await getDb();
  const known = await read(db, name);
  if (known !== null) return known;
  const secret = randomBytes(32).toString("hex");
  await db
    .insertInto("server_secrets")
    .values({ name, value: secret })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Another instance may have been first.
  return (await read(db, name)) ?? secret;
}

async function read(db: Kysely<Database>, name: string): Promise<string | null> {
  const row = await db
    .selectFrom("server_secrets")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.value ?? null;
}
