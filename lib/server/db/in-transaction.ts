import "server-only";
import type { Transaction } from "kysely";
import type { Db } from "./get-db";
import type { Database } from "./schema";

/** PostgreSQL's SQLSTATEs of two transactions in each other's way: a row the other one stored first or removed, a deadlock. */
const collisions = new Set(["23505", "23503", "40001", "40P01"]);
const maxAttempts = 5;

function isCollision(error: unknown): boolean {
  return error instanceof Error && "code" in error && collisions.has(String(error.code));
}

/**
 * Does `work` in a transaction, wholly or not at all. When another one got in its way it is done again: it then sees what
 * the other one stored, and refuses in the product's own words what cannot be any more. So `work` changes nothing else.
 */
export async function inTransaction<T>(
  db: Db,
  work: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === maxAttempts || !isCollision(error)) throw error;
    }
  }
}
