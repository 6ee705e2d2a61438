import "server-only";
import { type Kysely, sql } from "kysely";
import type { DatabaseKind } from "./database-kind";

/** Pins, leases of running answers, and the texts that are searched. A migration: never changed once released. */
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
  await (kind === "sqlite" ? addSqliteIndex(db) : addPostgresIndex(db));
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
  await sql`insert into message_texts (message_id, chat_id, owner, text)
    select * from (
      select m.id, m.chat_id, m.owner, (
        select group_concat(json_extract(part.value, '$.text'), char(10))
        from json_each(m.parts_json) as part where json_extract(part.value, '$.type') = 'text'
      ) as text from messages as m
    ) where text is not null and trim(text) <> ''`.execute(db);
}

async function addPostgresIndex(db: Kysely<unknown>): Promise<void> {
  // `simple` treats every language alike; a tsvector holds at most 1 MB, so very long texts are indexed by their beginning.
  await sql`alter table message_texts add column words tsvector
    generated always as (to_tsvector('simple', left(text, 200000))) stored`.execute(db);
  await sql`create index message_texts_words on message_texts using gin (words)`.execute(db);
}
