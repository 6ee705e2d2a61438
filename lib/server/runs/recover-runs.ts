import "server-only";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { toMessageParts } from "@/lib/runs/to-message-parts";
import { type Db, getDb } from "@/lib/server/db/get-db";
import { getLog } from "@/lib/server/log";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import { countHeld } from "./budget-store";
import { getEventLog } from "./event-log";
import { readLog, saveChunks, sweepChunks } from "./event-store";
import { listOrphans, type RunRow, saveRunEnd } from "./run-store";
import type { SaveAnswer } from "./start-run";
import { toRestartedError } from "./to-restarted-error";
import { toUncountedCost } from "./to-uncounted-cost";

/** Logs are kept this long after a run's end, for readers who are still catching up. */
const logKeptMs = 10 * 60_000;

/** What readers were last told of an answer: by a route it may be another model's by then. */
function toInterrupted(run: RunRow, told: AnswerMetadata): AnswerMetadata {
  const { waitingFor: _waiting, unstored: _unstored, ...known } = told;
  return {
    ...known,
    outcome: "interrupted",
    cost: toUncountedCost(known.model),
    error: toRestartedError(run.id),
  };
}

/** What a run had logged. A log that is damaged has nothing to say, and keeps no other run from being ended. */
async function readLogIfPossible(db: Db, runId: string): Promise<AnswerChunk[]> {
  try {
    return await readLog(db, runId);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    getLog().error({ err: error, runId }, "the log of an interrupted answer cannot be read");
    return [];
  }
}

/**
 * Ends the runs that a process left running when it ended: what they had logged becomes their message, marked interrupted.
 * Several instances may do so at once: each run is ended by one of them. `getMetadata` reads what the answer was stored
 * with when its run started.
 */
export async function recoverRuns(
  getMetadata: (answerId: string) => Promise<AnswerMetadata | null>,
  saveAnswer: SaveAnswer,
): Promise<number> {
  const db = await getDb();
  const orphans = (await listOrphans(db)).filter((run) => getEventLog().get(run.id) === undefined);
  for (const run of orphans) {
    const chunks = await readLogIfPossible(db, run.id);
    const told = chunks.flatMap((chunk) => ("messageMetadata" in chunk ? (chunk.messageMetadata ?? []) : []));
    const known = told.at(-1) ?? (await getMetadata(run.answerId));
    if (known === null) continue;
    const metadata = toInterrupted(run, known);
    const parts = toMessageParts(chunks);
    await db.transaction().execute(async (transaction) => {
      const isFirst = await saveRunEnd(transaction, { metadata, whose: "orphaned" });
      if (!isFirst) return;
      await countHeld(transaction, run);
      await saveAnswer(transaction, { answerId: run.answerId, parts, metadata });
      // Readers that come back to the log find its end there.
      const finish: AnswerChunk = { type: "finish", messageMetadata: metadata };
      const row = { runId: run.id, seq: chunks.length + 1, chunks: [JSON.stringify(finish)] };
      await saveChunks(transaction, [row]);
    });
  }
  return orphans.length;
}

/** Removes the logs of runs that ended a while ago: their messages have everything. */
export async function sweepEndedRuns(): Promise<void> {
  await sweepChunks(await getDb(), Date.now() - logKeptMs);
}
