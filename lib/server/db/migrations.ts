import "server-only";
import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { addAnswersBeside } from "./add-answers-beside";
import { addAttachments } from "./add-attachments";
import { addChatLists } from "./add-chat-lists";
import { addFetchedLists } from "./add-fetched-lists";
import { addGateway } from "./add-gateway";
import { addLeasesAndSearch } from "./add-leases-and-search";
import { addLibrary } from "./add-library";
import { addRefusals } from "./add-refusals";
import { addTokenEdits } from "./add-token-edits";
import { addToolDecisions } from "./add-tool-decisions";
import type { DatabaseKind } from "./database-kind";

/** In order; a migration that has been released is never changed. */
export const toMigrations = (kind: DatabaseKind): Record<string, Migration> => ({
  "001-chats-and-runs": { up: createChatsAndRuns },
  "002-leases-and-search": { up: (db) => addLeasesAndSearch(db, kind) },
  "004-removed-lanes": { up: addRemovedLanes },
  "006-gateway": { up: addGateway },
  "008-exchanges": { up: addExchanges },
  "013-chat-lists": { up: addChatLists },
  "014-tool-decisions": { up: addToolDecisions },
  "015-fetched-lists": { up: addFetchedLists },
  "016-refusals": { up: addRefusals },
  "017-library": { up: addLibrary },
  "018-attachments": { up: addAttachments(kind) },
  "020-answers-beside": { up: addAnswersBeside },
  "021-token-edits": { up: addTokenEdits },
});

/** What was really sent to providers, and the beginning of what they answered. */
async function addExchanges(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("run_exchanges")
    .addColumn("run_id", "text", (column) => column.primaryKey().references("runs.id"))
    .addColumn("exchanges_json", "text", (column) => column.notNull())
    .execute();
}

/** A lane that was taken away can be had back. */
async function addRemovedLanes(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("lanes").addColumn("removed_at", "bigint").execute();
}

// A migration sees the schema of its own time, not today's types.
async function createChatsAndRuns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("chats")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addColumn("deleted_at", "bigint")
    .execute();
  await db.schema.createIndex("chats_by_owner").on("chats").columns(["owner", "updated_at"]).execute();

  await db.schema
    .createTable("lanes")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("chat_id", "text", (column) => column.notNull().references("chats.id"))
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("model", "text", (column) => column.notNull())
    .addColumn("settings_json", "text", (column) => column.notNull())
    .addColumn("leaf_id", "text")
    .execute();
  await db.schema.createIndex("lanes_by_chat").on("lanes").columns(["chat_id", "position"]).execute();

  await db.schema
    .createTable("messages")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("chat_id", "text", (column) => column.notNull().references("chats.id"))
    .addColumn("lane_id", "text", (column) => column.notNull().references("lanes.id"))
    .addColumn("parent_id", "text", (column) => column.references("messages.id"))
    .addColumn("turn_id", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("parts_json", "text", (column) => column.notNull())
    .addColumn("metadata_json", "text")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("messages_by_chat").on("messages").columns(["chat_id", "created_at"]).execute();

  await db.schema
    .createTable("runs")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("chat_id", "text", (column) => column.notNull())
    .addColumn("lane_id", "text", (column) => column.notNull())
    .addColumn("turn_id", "text", (column) => column.notNull())
    .addColumn("turn_index", "integer", (column) => column.notNull())
    .addColumn("answer_id", "text", (column) => column.notNull())
    .addColumn("model", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("error_code", "text")
    .addColumn("finish_reason", "text")
    .addColumn("input_tokens", "bigint")
    .addColumn("cached_input_tokens", "bigint")
    .addColumn("output_tokens", "bigint")
    .addColumn("reasoning_tokens", "bigint")
    .addColumn("cost_usd", "double precision")
    .addColumn("cost_status", "text")
    .addColumn("first_token_ms", "double precision")
    .addColumn("duration_ms", "double precision")
    .addColumn("started_at", "bigint", (column) => column.notNull())
    .addColumn("ended_at", "bigint")
    .execute();
  await db.schema.createIndex("runs_by_turn").on("runs").columns(["turn_id", "lane_id"]).unique().execute();
  await db.schema.createIndex("runs_by_chat").on("runs").column("chat_id").execute();
  // One answer at a time: a lane has at most one run that goes on.
  await db.schema
    .createIndex("runs_live_by_lane")
    .on("runs")
    .column("lane_id")
    .unique()
    .where(sql<boolean>`outcome = 'running'`)
    .execute();

  await db.schema
    .createTable("run_events")
    .addColumn("run_id", "text", (column) => column.notNull().references("runs.id"))
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("data", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("run_events_key", ["run_id", "seq"])
    .execute();
}
