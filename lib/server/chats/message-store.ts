import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Insertable, Kysely, Selectable } from "kysely";
import type { StoredMessage } from "@/lib/chats/chat-document";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { saveUses } from "@/lib/server/attachments/attachment-store";
import { getDb } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";
import type { Answer } from "@/lib/server/runs/start-run";
import { saveText, saveTexts } from "./text-store";

/** The JSON columns hold what this file wrote. */
function toStoredMessage(row: Selectable<Database["messages"]>): StoredMessage {
  return {
    id: row.id,
    laneId: row.lane_id,
    parentId: row.parent_id,
    role: row.role,
    parts: JSON.parse(row.parts_json) as StoredMessage["parts"],
    metadata: row.metadata_json === null ? null : (JSON.parse(row.metadata_json) as AnswerMetadata),
    createdAt: row.created_at,
  };
}

/** All messages of a chat, oldest first: the trees of all its lanes but the removed ones. */
export async function listMessages(db: Kysely<Database>, chatId: string): Promise<StoredMessage[]> {
  return (await listMessageRows(db, chatId)).map(toStoredMessage);
}

/** The rows of a chat's messages, oldest first, always in the same order. */
export function listMessageRows(
  db: Kysely<Database>,
  chatId: string,
): Promise<Selectable<Database["messages"]>[]> {
  return db
    .selectFrom("messages")
    .selectAll()
    .where("chat_id", "=", chatId)
    .where("lane_id", "in", (lanes) =>
      lanes.selectFrom("lanes").select("id").where("chat_id", "=", chatId).where("removed_at", "is", null),
    )
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

/** A message to be stored; an export's is one as well. Its parts and metadata were checked, or are our own. */
export type NewMessage = Omit<StoredMessage, "parts" | "metadata"> & {
  owner: string;
  chatId: string;
  turnId: string;
  parts: readonly { type: string; text?: unknown }[];
  metadata: object | null;
};

const rowsAtOnce = 100;

export const saveMessage = (db: Kysely<Database>, message: NewMessage): Promise<void> =>
  saveMessages(db, [message]);

/** Stores messages, each after the one it follows, with what finds them and the files they have. */
export async function saveMessages(db: Kysely<Database>, messages: readonly NewMessage[]): Promise<void> {
  for (let at = 0; at < messages.length; at += rowsAtOnce) {
    // SQLite works on this thread: of many rows each part lets others go first, who are streaming an answer.
    if (at > 0) await nextTurn();
    const some = messages.slice(at, at + rowsAtOnce);
    await db.insertInto("messages").values(some.map(toRow)).execute();
    await saveTexts(db, some);
    for (const [owner, own] of Map.groupBy(some, (message) => message.owner))
      await saveUses(db, { owner, messages: own });
  }
}

const toRow = (message: NewMessage): Insertable<Database["messages"]> => ({
  id: message.id,
  owner: message.owner,
  chat_id: message.chatId,
  lane_id: message.laneId,
  parent_id: message.parentId,
  turn_id: message.turnId,
  role: message.role,
  parts_json: JSON.stringify(message.parts),
  metadata_json: message.metadata === null ? null : JSON.stringify(message.metadata),
  created_at: message.createdAt,
});

/** Fills in the answer whose row has stood since its run started. */
export async function saveAnswer(db: Kysely<Database>, { answerId, parts, metadata }: Answer): Promise<void> {
  await db
    .updateTable("messages")
    .set({ parts_json: JSON.stringify(parts), metadata_json: JSON.stringify(metadata) })
    .where("id", "=", answerId)
    .execute();
  await saveText(db, { messageId: answerId, parts });
}

/** The metadata of an answer; null when there is none. Of a temporary chat's, say where it is. */
export async function getAnswerMetadata(
  answerId: string,
  where?: Kysely<Database>,
): Promise<AnswerMetadata | null> {
  const db = where ?? (await getDb());
  const row = await db.selectFrom("messages").selectAll().where("id", "=", answerId).executeTakeFirst();
  return row === undefined ? null : toStoredMessage(row).metadata;
}
