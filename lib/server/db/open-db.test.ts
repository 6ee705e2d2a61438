import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres, type TestPostgres } from "@/e2e/databases/start-postgres";
import { isPostgresTested } from "@/scripts/locate-postgres.mjs";
import { openPostgres } from "./open-postgres";
import { openSqlite } from "./open-sqlite";
import type { Database } from "./schema";

const folder = mkdtempSync(path.join(tmpdir(), "switchyard-db-"));
let postgres: TestPostgres | null = null;

const isMissing = !isPostgresTested();

beforeAll(async () => {
  if (!isMissing) postgres = await startPostgres();
}, 60_000);

afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true });
});

async function listTables(db: Kysely<Database>): Promise<string[]> {
  return (await db.introspection.getTables())
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("message_index"));
}

const tables = [
  "attachment_uses",
  "attachments",
  "budgets",
  "chats",
  "counters",
  "fetched_lists",
  "gateway_tokens",
  "lanes",
  "message_texts",
  "messages",
  "presets",
  "prompts",
  "refusals",
  "run_events",
  "run_exchanges",
  "runs",
  "server_secrets",
  "sessions",
  "tool_decisions",
];

describe.each([
  { kind: "sqlite", open: async () => openSqlite(folder) },
  { kind: "postgres", open: null },
])("on $kind", ({ kind, open }) => {
  it.skipIf(kind === "postgres" && isMissing)(
    "several processes that start at once bring one database up to date together",
    async () => {
      const url = open === null ? await postgres?.createDatabase() : undefined;
      const openOnce = open ?? (() => openPostgres(url ?? ""));
      const opened = await Promise.all([openOnce(), openOnce(), openOnce()]);
      for (const db of opened) expect((await listTables(db)).toSorted()).toEqual(tables);
      await Promise.all(opened.map((db) => db.destroy()));
    },
  );

  it.skipIf(kind === "postgres" && isMissing)("times and counts are numbers", async () => {
    const db = open === null ? await openPostgres((await postgres?.createDatabase()) ?? "") : await open();
    const now = Date.now();
    await db
      .insertInto("chats")
      .values({ id: "c1", owner: "o", title: "Ünï \u{1f600}", created_at: now, updated_at: now })
      .execute();
    const { count } = await db
      .selectFrom("chats")
      .select((chats) => [chats.fn.countAll<number>().as("count")])
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
    expect(await db.selectFrom("chats").selectAll().executeTakeFirst()).toEqual({
      id: "c1",
      owner: "o",
      title: "Ünï \u{1f600}",
      created_at: now,
      updated_at: now,
      deleted_at: null,
      pinned_at: null,
      lane_defaults_json: null,
    });
    await sql`delete from chats`.execute(db);
    await db.destroy();
  });
});
