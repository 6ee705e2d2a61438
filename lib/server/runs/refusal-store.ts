import "server-only";
import { AppError } from "@/lib/app-error";
import { createId } from "@/lib/id";
import type { FieldRefusal } from "@/lib/refusals/refusal";
import { explainDbFailure } from "@/lib/server/db/explain-db-failure";
import { getDb } from "@/lib/server/db/get-db";

const columns = ["id", "model", "field", "sent_as as sentAs", "words", "refused_at as refusedAt"] as const;

/** What models have refused of this owner, the newest first. */
export async function listRefusals(owner: string): Promise<FieldRefusal[]> {
  return (await getDb())
    .selectFrom("refusals")
    .select(columns)
    .where("owner", "=", owner)
    .orderBy("refused_at", "desc")
    .orderBy("id")
    .execute();
}

/** As `listRefusals`; none while the database cannot be read: then a model says again what it refuses. */
export async function listRefusalsIfPossible(owner: string): Promise<FieldRefusal[]> {
  try {
    return await listRefusals(owner);
  } catch (error) {
    if (explainDbFailure(error) === null) throw error;
    return [];
  }
}

type NewRefusal = Pick<FieldRefusal, "model" | "field" | "sentAs" | "words">;

/** Notes what a model refused; the newest words stand. */
export async function saveRefusal(owner: string, given: NewRefusal): Promise<FieldRefusal> {
  const { model, field, sentAs, words } = given;
  const key = model.toLowerCase();
  const said = { model, sent_as: sentAs, words, refused_at: Date.now() };
  const db = await getDb();
  await db
    .insertInto("refusals")
    .values({ id: createId(), owner, model_key: key, field, ...said })
    .onConflict((conflict) => conflict.columns(["owner", "model_key", "field"]).doUpdateSet(said))
    .execute();
  return db
    .selectFrom("refusals")
    .select(columns)
    .where("owner", "=", owner)
    .where("model_key", "=", key)
    .where("field", "=", field)
    .executeTakeFirstOrThrow();
}

/**
 * Forgets one: the next request has the field again.
 * @throws AppError `not_found`
 */
export async function deleteRefusal({ owner, refusalId }: { owner: string; refusalId: string }) {
  const { numDeletedRows } = await (await getDb())
    .deleteFrom("refusals")
    .where("id", "=", refusalId)
    .where("owner", "=", owner)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new AppError("not_found", "This is forgotten already.");
}
