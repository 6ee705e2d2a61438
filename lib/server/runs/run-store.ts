import "server-only";
import type { Kysely } from "kysely";
import type { AnswerMetadata, RunOutcome } from "@/lib/runs/answer-metadata";
import type { Database } from "@/lib/server/db/schema";

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
export async function saveRun(db: Kysely<Database>, run: RunRow & { startedAt: number }): Promise<void> {
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
    })
    .execute();
}

/** Writes how a run ended. */
export async function saveRunEnd(db: Kysely<Database>, metadata: AnswerMetadata): Promise<void> {
  const { runId, outcome, error, finishReason, usage, cost, timing } = metadata;
  await db
    .updateTable("runs")
    .set({
      outcome,
      error_code: error?.code ?? null,
      finish_reason: finishReason,
      input_tokens: usage?.inputTokens ?? null,
      cached_input_tokens: usage?.cachedInputTokens ?? null,
      output_tokens: usage?.outputTokens ?? null,
      reasoning_tokens: usage?.reasoningTokens ?? null,
      cost_usd: cost.usd,
      cost_status: cost.status,
      first_token_ms: timing.firstTokenMs,
      duration_ms: timing.durationMs,
      ended_at: Date.now(),
    })
    .where("id", "=", runId)
    .execute();
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

/** Runs that have not ended, of every owner: after a restart, the orphans. */
export async function listRunning(db: Kysely<Database>): Promise<RunRow[]> {
  return db.selectFrom("runs").select(columns).where("outcome", "=", "running").execute();
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
