import "server-only";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { kindOf } from "@/lib/server/db/database-kind";
import { nowMs } from "@/lib/server/db/now-ms";
import type { Database } from "@/lib/server/db/schema";
import { getInstanceId } from "./instance-id";

/** An instance that has not renewed its leases for this long is taken to be dead. */
export const leaseMs = 6_000;

/** Until when a run that is seen to go on now is taken to go on. */
export const toLeaseEnd = (db: Kysely<Database>) => sql<number>`${nowMs(db)} + ${leaseMs}`;

/**
 * True for running rows that nobody writes any more. On SQLite there is one process: what another one left behind is
 * orphaned. On PostgreSQL a lease that was not renewed tells.
 */
export function isOrphaned(db: Kysely<Database>): RawBuilder<boolean> {
  return kindOf(db) === "sqlite"
    ? sql<boolean>`coalesce(instance_id, '') <> ${getInstanceId()}`
    : sql<boolean>`coalesce(lease_until, 0) < ${nowMs(db)}`;
}

/**
 * Says that this instance is alive and still writes these runs. Not every run that has its name: one whose turn was
 * stored without the instance hearing of it was never started.
 */
export async function renewLeases(db: Kysely<Database>, runIds: string[]): Promise<void> {
  if (runIds.length === 0) return;
  await db
    .updateTable("runs")
    .set({ lease_until: toLeaseEnd(db) })
    .where("id", "in", runIds)
    .where("outcome", "=", "running")
    .where("instance_id", "=", getInstanceId())
    .execute();
}

/** Of these runs: those that somebody wants to end, and those that are this instance's no more. */
export async function listCalledOff(
  db: Kysely<Database>,
  runIds: string[],
): Promise<{ stopped: string[]; lost: string[] }> {
  if (runIds.length === 0) return { stopped: [], lost: [] };
  const rows = await db
    .selectFrom("runs")
    .select(["id", "outcome", "stop_requested_at as stopRequestedAt"])
    .where("id", "in", runIds)
    .execute();
  return {
    stopped: rows.filter((row) => row.stopRequestedAt !== null).map(({ id }) => id),
    lost: rows.filter(({ outcome }) => outcome !== "running").map(({ id }) => id),
  };
}
