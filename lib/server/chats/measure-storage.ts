import "server-only";
import { stat } from "node:fs/promises";
import path from "node:path";
import { sql } from "kysely";
import { getDatabaseKind } from "@/lib/server/db/database-kind";
import { getDb } from "@/lib/server/db/get-db";
import { sqliteFileName } from "@/lib/server/db/open-sqlite";
import { getEnv } from "@/lib/server/env";

/** How much is stored. */
export type Storage = { chats: number; messages: number; bytes: number };

/** The owner's chats and messages, and the bytes of the whole database. */
export async function measureStorage(owner: string): Promise<Storage> {
  const db = await getDb();
  const count = async (table: "chats" | "messages") => {
    const { count } = await db
      .selectFrom(table)
      .select((rows) => rows.fn.countAll<number>().as("count"))
      .where("owner", "=", owner)
      .executeTakeFirstOrThrow();
    return count;
  };
  return { chats: await count("chats"), messages: await count("messages"), bytes: await countBytes() };
}

async function countBytes(): Promise<number> {
  if (getDatabaseKind() === "postgres") {
    const { rows } = await sql<{
      bytes: number;
    }>`select pg_database_size(current_database()) as bytes`.execute(await getDb());
    return rows[0]?.bytes ?? 0;
  }
  const file = path.join(getEnv().SWITCHYARD_DATA, sqliteFileName);
  const sizes = await Promise.all([file, `${file}-wal`].map((each) => stat(each).catch(() => null)));
  return sizes.reduce((sum, each) => sum + (each?.size ?? 0), 0);
}
