import "server-only";
import { type Kysely, sql } from "kysely";
import { toPlainText } from "@/lib/chats/to-plain-text";
import { toIndexedText } from "@/lib/search/words";
import type { DatabaseKind } from "./database-kind";

/** Pins, leases of running answers, the texts that are searched, and secrets that all instances share. A migration: never changed once released. */
export async function addLeasesAndSearch(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema.alterTable("chats").addColumn("pinned_at", "bigint").execute();
  await db.schema.alterTable("runs").addColumn("instance_id", "text").execute();
  await db.schema.alterTable("runs").addColumn("lease_until", "bigint").execute();
  await db.schema.alterTable("runs").addColumn("stop_requested_at", "bigint").execute();
  // Few runs go on at a time: asking for them must not read the whole ledger.
  await db.schema
    .createIndex("runs_live_by_instance")
    .on("runs")
    .column("instance_id")
    .where(sql<boolean>`outcome = 'running'`)
    .execute();
  await db.schema
    .createTable("message_texts")
    .addColumn("id", kind === "sqlite" ? "integer" : "serial", (column) =>
      kind === "sqlite" ? column.primaryKey().autoIncrement() : column.primaryKey(),
    )
    .addColumn("message_id", "text", (column) => column.notNull().unique().references("messages.id"))
    .addColumn("chat_id", "text", (column) => column.notNull().references("chats.id"))
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("message_texts_by_chat").on("message_texts").column("chat_id").execute();
  await db.schema
    .createTable("server_secrets")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .execute();
  await (kind === "sqlite" ? addSqliteIndex(db) : addPostgresIndex(db));
  await indexMessages(db);
}

const messagesAtOnce = 500;

/** Fills the index with what was said before there was one. */
async function indexMessages(db: Kysely<unknown>): Promise<void> {
  for (let after = ""; ; ) {
    const { rows } = await sql<{ id: string; chat_id: string; owner: string; parts_json: string }>`
      select id, chat_id, owner, parts_json from messages where id > ${after} order by id limit ${messagesAtOnce}
    `.execute(db);
    for (const { id, chat_id, owner, parts_json } of rows) {
      const text = toIndexedText(toPlainText(JSON.parse(parts_json)));
      if (text === "") continue;
      await sql`insert into message_texts (message_id, chat_id, owner, text)
        values (${id}, ${chat_id}, ${owner}, ${text})`.execute(db);
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

async function addSqliteIndex(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table message_index using fts5(
    text, content='message_texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
  )`.execute(db);
  await sql`create trigger message_texts_added after insert on message_texts begin
    insert into message_index(rowid, text) values (new.id, new.text);
  end`.execute(db);
  await sql`create trigger message_texts_removed after delete on message_texts begin
    insert into message_index(message_index, rowid, text) values ('delete', old.id, old.text);
  end`.execute(db);
  await sql`create trigger message_texts_changed after update on message_texts begin
    insert into message_index(message_index, rowid, text) values ('delete', old.id, old.text);
    insert into message_index(rowid, text) values (new.id, new.text);
  end`.execute(db);
}

async function addPostgresIndex(db: Kysely<unknown>): Promise<void> {
  // The texts are folded words already: `simple` leaves them as they are.
  await sql`alter table message_texts add column words tsvector
    generated always as (to_tsvector('simple', text)) stored`.execute(db);
  await sql`create index message_texts_words on message_texts using gin (words)`.execute(db);
}
