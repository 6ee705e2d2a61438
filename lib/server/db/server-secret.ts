import "server-only";
import { randomBytes } from "node:crypto";
import { getDb } from "./get-db";

/** A secret that all instances on one database share: made by the first that asks, 64 hexadecimal digits. */
export async function getServerSecret(name: string): Promise<string> {
  const db = await getDb();
  await db
    .insertInto("server_secrets")
    .values({ name, value: randomBytes(32).toString("hex") })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom("server_secrets")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  return row.value;
}
