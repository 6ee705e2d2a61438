import "server-only";
import { type Kysely, sql } from "kysely";

/**
 * A lane has at most one run that goes on and is in a turn once, except for answers that are written beside another one. A
 * migration: never changed once released.
 */
export async function addAnswersBeside(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("runs").addColumn("beside", "integer").execute();
  await db.schema.dropIndex("runs_by_turn").execute();
  await db.schema.dropIndex("runs_live_by_lane").execute();
  await db.schema.createIndex("runs_by_turn").on("runs").column("turn_id").execute();
  await db.schema
    .createIndex("runs_once_in_turn")
    .on("runs")
    .columns(["turn_id", "lane_id"])
    .unique()
    .where(sql<boolean>`beside is null`)
    .execute();
  await db.schema
    .createIndex("runs_live_by_lane")
    .on("runs")
    .column("lane_id")
    .unique()
    .where(sql<boolean>`outcome = 'running' and beside is null`)
    .execute();
}
