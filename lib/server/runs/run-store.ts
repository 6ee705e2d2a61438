import "server-only";
import type { Kysely } from "kysely";
import { temporaryPrefix } from "@/lib/id";
import type { AnswerMetadata, RunOutcome } from "@/lib/runs/answer-metadata";
import { toFirstTokenMs } from "@/lib/runs/to-first-token-ms";
import { nowMs } from "@/lib/server/db/now-ms";
import type { Database } from "@/lib/server/db/schema";
import { getInstanceId } from "./instance-id";
import { isOrphaned, toLeaseEnd } from "./run-leases";

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
 * Writes how a run ended; false when it had ended already: whoever was first wrote its answer. `own` must be this instance's,
 * and of an `orphaned` one the instance is taken to be dead.
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
