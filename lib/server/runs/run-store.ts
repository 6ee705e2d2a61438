import "server-only";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { temporaryPrefix } from "@/lib/id";
import type { AnswerMetadata, RunOutcome } from "@/lib/runs/answer-metadata";
import { toFirstTokenMs } from "@/lib/runs/to-first-token-ms";
import { kindOf } from "@/lib/server/db/database-kind";
import { nowMs } from "@/lib/server/db/now-ms";
import type { Database } from "@/lib/server/db/schema";
import { getInstanceId } from "./instance-id";

/** An instance that has not renewed its leases for this long is taken to be dead. */
export const leaseMs = 6_000;

/** Until when a run that is seen to go on now is taken to go on. */
export const toLeaseEnd = (db: Kysely<Database>) => sql<number>`${nowMs(db)} + ${leaseMs}`;

/** What identifies a run and its place. */
export type RunRow = {
  id: string;
  owner: string;
  chatId: string;
  laneId: string;
  turnId: string;
  turnIndex: number;
  answerId: string;
  model: string;
  outcome: RunOutcome;
};

const columns = [
  "id",
  "owner",
  "chat_id as chatId",
  "lane_id as laneId",
  "turn_id as turnId",
  "turn_index as turnIndex",
  "answer_id as answerId",
  "model",
  "outcome",
] as const;

/** Adds the row of a run that starts now. */
export async function saveRun(
  db: Kysely<Database>,
  run: RunRow & { startedAt: number; beside: boolean },
): Promise<void> {
  await db
    .insertInto("runs")
    .values({
      id: run.id,
      owner: run.owner,
      chat_id: run.chatId,
      lane_id: run.laneId,
      turn_id: run.turnId,
      turn_index: run.turnIndex,
      answer_id: run.answerId,
      model: run.model,
      outcome: run.outcome,
      started_at: run.startedAt,
      beside: run.beside ? 1 : null,
      instance_id: getInstanceId(),
      lease_until: toLeaseEnd(db),
    })
    .execute();
}

/**
 * Writes how a run ended; false when it had ended already: whoever was first wrote its answer. Without `orphaned` it must
 * be this instance's own; with it, one whose instance is taken to be dead.
 */
export async function saveRunEnd(
  db: Kysely<Database>,
  { metadata, whose }: { metadata: AnswerMetadata; whose: "own" | "orphaned" },
): Promise<boolean> {
  const { runId, model, outcome, error, finishReason, usage, cost, timing } = metadata;
  const updated = await db
    .updateTable("runs")
    .set({
      model,
      outcome,
      usage_source: usage === null ? null : "reported",
      error_code: error?.code ?? null,
      finish_reason: finishReason,
      input_tokens: usage?.inputTokens ?? null,
      cached_input_tokens: usage?.cachedInputTokens ?? null,
      output_tokens: usage?.outputTokens ?? null,
      reasoning_tokens: usage?.reasoningTokens ?? null,
      cost_usd: cost.usd,
      cost_status: cost.status,
      first_token_ms: toFirstTokenMs(metadata),
      duration_ms: timing.durationMs,
      ended_at: Date.now(),
      reserved_usd: null,
    })
    .where("id", "=", runId)
    .where("outcome", "=", "running")
    .$if(whose === "own", (runs) => runs.where("instance_id", "=", getInstanceId()))
    .$if(whose === "orphaned", (runs) => runs.where(isOrphaned(db)))
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

/** The runs of a turn in the turn's order; empty when the owner has no such turn. */
export async function listTurnRuns(
  db: Kysely<Database>,
  { owner, turnId }: { owner: string; turnId: string },
): Promise<RunRow[]> {
  return db
    .selectFrom("runs")
    .select(columns)
    .where("owner", "=", owner)
    .where("turn_id", "=", turnId)
    .orderBy("turn_index")
    .execute();
}

export async function getRun(
  db: Kysely<Database>,
  { owner, runId }: { owner: string; runId: string },
): Promise<RunRow | undefined> {
  return db
    .selectFrom("runs")
    .select(columns)
    .where("owner", "=", owner)
    .where("id", "=", runId)
    .executeTakeFirst();
}

/**
 * True for running rows that nobody writes any more. On SQLite there is one process: what another one left behind is
 * orphaned. On PostgreSQL a lease that was not renewed tells.
 */
export function isOrphaned(db: Kysely<Database>): RawBuilder<boolean> {
  return kindOf(db) === "sqlite"
    ? sql<boolean>`coalesce(instance_id, '') <> ${getInstanceId()}`
    : sql<boolean>`coalesce(lease_until, 0) < ${nowMs(db)}`;
}

/** A run that nobody writes any more, and what its budgets hold for it. */
export type Orphan = RunRow & { startedAt: number; tokenId: string | null; reservedUsd: number | null };

/** Runs of stored chats that go on by the ledger but not in any process, of every owner. */
export async function listOrphans(db: Kysely<Database>): Promise<Orphan[]> {
  return db
    .selectFrom("runs")
    .select([...columns, "started_at as startedAt", "token_id as tokenId", "reserved_usd as reservedUsd"])
    .where("outcome", "=", "running")
    .where("source", "is", null)
    .where("id", "not like", `${temporaryPrefix}%`)
    .where(isOrphaned(db))
    .execute();
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

/** Asks whichever instance writes the run to end it. */
export async function requestStop(db: Kysely<Database>, runId: string): Promise<void> {
  await db
    .updateTable("runs")
    .set({ stop_requested_at: nowMs(db) })
    .where("id", "=", runId)
    .where("outcome", "=", "running")
    .execute();
}

/** How a run stands, whoever it belongs to; null when there is none. `endedAt` in epoch ms. */
export async function getRunState(
  db: Kysely<Database>,
  runId: string,
): Promise<{ outcome: RunOutcome; endedAt: number | null } | null> {
  const row = await db
    .selectFrom("runs")
    .select(["outcome", "ended_at as endedAt"])
    .where("id", "=", runId)
    .executeTakeFirst();
  return row ?? null;
}

/** The lanes of a chat in which a run goes on. */
export async function listLiveLaneIds(db: Kysely<Database>, chatId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("runs")
    .select("lane_id")
    .where("chat_id", "=", chatId)
    .where("outcome", "=", "running")
    .execute();
  return new Set(rows.map((row) => row.lane_id));
}

/** The owner's chats in which a run goes on. */
export async function listLiveChatIds(db: Kysely<Database>, owner: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("runs")
    .select("chat_id")
    .where("owner", "=", owner)
    .where("outcome", "=", "running")
    .execute();
  return new Set(rows.map((row) => row.chat_id));
}
