import "server-only";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { StoredMessage } from "@/lib/chats/chat-document";
import { toPlainText } from "@/lib/chats/to-plain-text";
import type { Phrase } from "@/lib/search/parse-search";
import { toIndexedText } from "@/lib/search/words";
import { kindOf } from "@/lib/server/db/database-kind";
import type { Database } from "@/lib/server/db/schema";

/** Makes a stored message findable by what it says. */
export async function saveText(
  db: Kysely<Database>,
  { messageId, parts }: { messageId: string; parts: StoredMessage["parts"] },
): Promise<void> {
  const text = toIndexedText(toPlainText(parts));
  if (text === "") return;
  await db
    .insertInto("message_texts")
    .columns(["message_id", "chat_id", "owner", "text"])
    .expression((texts) =>
      texts
        .selectFrom("messages")
        .select(["id", "chat_id", "owner", sql<string>`${text}`.as("text")])
        .where("id", "=", messageId),
    )
    .onConflict((conflict) => conflict.column("message_id").doUpdateSet({ text }))
    .execute();
}

/** Makes messages that were just stored findable, all at once. */
export async function saveTexts(
  db: Kysely<Database>,
  messages: readonly {
    id: string;
    owner: string;
    chatId: string;
    parts: readonly { type: string; text?: unknown }[];
  }[],
): Promise<void> {
  const rows = messages
    .map(({ id, owner, chatId, parts }) => ({
      message_id: id,
      chat_id: chatId,
      owner,
      text: toIndexedText(toPlainText(parts)),
    }))
    .filter(({ text }) => text !== "");
  if (rows.length > 0) await db.insertInto("message_texts").values(rows).execute();
}

/** A message in which everything was found. */
export type FoundMessage = {
  messageId: string;
  chatId: string;
  title: string;
  laneId: string;
  turnId: string;
  role: StoredMessage["role"];
  createdAt: number;
  text: string;
};

type Search = { owner: string; phrases: Phrase[]; limit: number };

/** So many of the newest texts are looked through one by one before the index is asked. */
const newestTexts = 4_000;
/** With so many found among them the index has nothing newer to add. */
const enoughTexts = 80;
const mostTexts = 2_000;

/** The owner's messages that have all of `phrases`, those stored last first; nothing of deleted chats. */
export async function searchMessages(db: Kysely<Database>, search: Search): Promise<FoundMessage[]> {
  if (kindOf(db) === "sqlite") return findWhere(db, search, isInSqliteIndex(search.phrases));
  const ids = await listPostgresIds(db, search);
  return ids.length === 0 ? [] : findWhere(db, search, sql<boolean>`texts.id = any(${ids})`);
}

/**
 * PostgreSQL guesses badly how often words occur together. A common word is soon found among the newest texts, a rare one
 * by the index; each is asked for alone, so that nothing else is planned by the guess.
 */
async function listPostgresIds(db: Kysely<Database>, { owner, phrases }: Search): Promise<number[]> {
  const isFound = isInPostgresIndex(phrases);
  const toIds = ({ rows }: { rows: { id: number }[] }) => rows.map(({ id }) => id);
  const newest = await sql<{ id: number }>`
    with texts as materialized (
      select id, words from message_texts
      where owner = ${owner} and id > (select max(id) from message_texts) - ${newestTexts})
    select id from texts where ${isFound} order by id desc limit ${mostTexts}`.execute(db);
  if (newest.rows.length >= enoughTexts) return toIds(newest);
  const all = await sql<{ id: number }>`
    with found as materialized (select id from message_texts as texts where owner = ${owner} and ${isFound})
    select id from found order by id desc limit ${mostTexts}`.execute(db);
  return toIds(all);
}

async function findWhere(
  db: Kysely<Database>,
  { owner, limit }: Search,
  condition: RawBuilder<boolean>,
): Promise<FoundMessage[]> {
  const rows = await db
    .selectFrom("message_texts as texts")
    .innerJoin("messages", "messages.id", "texts.message_id")
    .innerJoin("chats", "chats.id", "texts.chat_id")
    .innerJoin("lanes", "lanes.id", "messages.lane_id")
    .select([
      "messages.id as messageId",
      "messages.chat_id as chatId",
      "chats.title",
      "messages.lane_id as laneId",
      "messages.turn_id as turnId",
      "messages.role",
      "messages.created_at as createdAt",
      "messages.parts_json as partsJson",
    ])
    .where("texts.owner", "=", owner)
    .where("chats.deleted_at", "is", null)
    .where("lanes.removed_at", "is", null)
    .where(condition)
    .orderBy("texts.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ partsJson, ...row }) => ({
    ...row,
    // Our own writing, see `message-store.ts`.
    text: toPlainText(JSON.parse(partsJson) as StoredMessage["parts"]),
  }));
}

// The words are letters and digits only (`lib/search/words.ts`): nothing in them can end a quotation.

function isInSqliteIndex(phrases: Phrase[]): RawBuilder<boolean> {
  const query = phrases
    .map(({ words, isPrefix }) => `"${words.join(" ")}"${isPrefix ? " *" : ""}`)
    .join(" AND ");
  return sql<boolean>`texts.id in (select rowid from message_index where message_index match ${query})`;
}

function isInPostgresIndex(phrases: Phrase[]): RawBuilder<boolean> {
  const query = phrases
    .map(({ words, isPrefix }) => {
      const last = words.length - 1;
      return words.map((word, index) => `'${word}'${isPrefix && index === last ? ":*" : ""}`).join(" <-> ");
    })
    .join(" & ");
  return sql<boolean>`texts.words @@ to_tsquery('simple', ${query})`;
}
