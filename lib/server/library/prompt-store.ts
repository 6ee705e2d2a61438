import "server-only";
import type { Kysely } from "kysely";
import { AppError } from "@/lib/app-error";
import { maxPrompts, type NewPrompt, type Prompt, type PromptPatch } from "@/lib/prompts/prompt-schema";
import { deletedMeanwhile, requireUnchanged, toNextUpdate } from "@/lib/server/changed-meanwhile";
import { getDb } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { lockInTransaction } from "@/lib/server/db/lock-in-transaction";
import type { Database } from "@/lib/server/db/schema";

const columns = ["id", "title", "kind", "text", "updated_at as updatedAt"] as const;

/** The owner's prompts by title. */
export async function listPrompts(owner: string, where?: Kysely<Database>): Promise<Prompt[]> {
  const prompts = await (where ?? (await getDb()))
    .selectFrom("prompts")
    .select(columns)
    .where("owner", "=", owner)
    .where("deleted_at", "is", null)
    .execute();
  return prompts.toSorted((a, b) =>
    a.title.localeCompare(b.title, "en", { sensitivity: "base", numeric: true }),
  );
}

/**
 * Saves a new prompt; one that was saved with this id already is returned as it is.
 * @throws AppError `conflict` when there are too many
 */
export async function createPrompt(
  owner: string,
  given: NewPrompt,
  transaction?: Kysely<Database>,
): Promise<Prompt> {
  const create = async (db: Kysely<Database>) => {
    await lockInTransaction(db, `prompts:${owner}`);
    const known = await find(db, given.id);
    if (known !== undefined && known.owner !== owner)
      throw new AppError("conflict", "This id is taken. Save the prompt again.");
    if (known === undefined) {
      await requireRoom(db, owner);
      await db
        .insertInto("prompts")
        .values({ ...given, owner, updated_at: Date.now() })
        .execute();
    }
    return readPrompt(db, given.id);
  };
  return transaction === undefined ? inTransaction(await getDb(), create) : create(transaction);
}

/**
 * Changes a prompt, deletes it or brings it back.
 * @throws AppError `not_found`, and `conflict` when it was changed or deleted meanwhile
 */
export async function patchPrompt(options: {
  owner: string;
  promptId: string;
  patch: PromptPatch;
}): Promise<Prompt> {
  const { owner, promptId, patch } = options;
  const { deleted, title, kind, text, basedOn } = patch;
  const isEdit = title !== undefined || kind !== undefined || text !== undefined;
  return inTransaction(await getDb(), async (db) => {
    await lockInTransaction(db, `prompt:${promptId}`);
    const row = await find(db, promptId);
    if (row?.owner !== owner) throw new AppError("not_found", "There is no such prompt.");
    if (row.deletedAt !== null && deleted === undefined) throw deletedMeanwhile("prompt");
    const current = await readPrompt(db, promptId);
    requireUnchanged("prompt", { basedOn, current });
    const changes = {
      ...(title === undefined ? {} : { title }),
      ...(kind === undefined ? {} : { kind }),
      ...(text === undefined ? {} : { text }),
      ...(deleted === undefined ? {} : { deleted_at: deleted ? Date.now() : null }),
      ...(isEdit ? { updated_at: toNextUpdate(current.updatedAt) } : {}),
    };
    if (Object.keys(changes).length > 0)
      await db.updateTable("prompts").set(changes).where("id", "=", promptId).execute();
    return readPrompt(db, promptId);
  });
}

const find = (db: Kysely<Database>, id: string) =>
  db
    .selectFrom("prompts")
    .select(["owner", "deleted_at as deletedAt"])
    .where("id", "=", id)
    .executeTakeFirst();

const readPrompt = (db: Kysely<Database>, id: string): Promise<Prompt> =>
  db.selectFrom("prompts").select(columns).where("id", "=", id).executeTakeFirstOrThrow();

async function requireRoom(db: Kysely<Database>, owner: string): Promise<void> {
  const { count } = await db
    .selectFrom("prompts")
    .select((prompts) => prompts.fn.countAll<number>().as("count"))
    .where("owner", "=", owner)
    .where("deleted_at", "is", null)
    .executeTakeFirstOrThrow();
  if (Number(count) >= maxPrompts)
    throw new AppError("conflict", `There are ${maxPrompts} prompts, which is the most. Delete one first.`);
}

/** Removes for good what was deleted before this time. */
export async function purgePrompts(db: Kysely<Database>, before: number): Promise<void> {
  await db.deleteFrom("prompts").where("deleted_at", "<", before).execute();
}
