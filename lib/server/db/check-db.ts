import "server-only";
import { sql } from "kysely";
import { AppError } from "@/lib/app-error";
import { getDb } from "./get-db";

/** @throws AppError `not_ready` when the database does not answer */
export async function requireDb(): Promise<void> {
  try {
    await sql`select 1`.execute(await getDb());
  } catch (error) {
    throw new AppError("not_ready", "The database does not answer.", { cause: error });
  }
}
