import "server-only";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { toMessageParts } from "@/lib/runs/to-message-parts";
import { getDb } from "@/lib/server/db/get-db";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import { getEventLog } from "./event-log";
import { listChunks, saveChunks, sweepChunks } from "./event-store";
import { listRunning, type RunRow, saveRunEnd } from "./run-store";
import type { SaveAnswer } from "./start-run";

/** Logs are kept this long after a run's end, for readers who are still catching up. */
const logKeptMs = 10 * 60_000;

async function readLog(runId: string): Promise<AnswerChunk[]> {
  const db = await getDb();
  const chunks: AnswerChunk[] = [];
  for (;;) {
    const next = await listChunks(db, { runId, after: chunks.length });
    if (next.length === 0) return chunks;
    // Our own writing, see `saveChunks`.
    chunks.push(...next.map((chunk) => JSON.parse(chunk) as AnswerChunk));
  }
}

function toInterrupted(run: RunRow, first: AnswerMetadata): AnswerMetadata {
  return {
    ...first,
    outcome: "interrupted",
    error: {
      code: "server_restarted",
      title: "Switchyard was restarted while this answer was being written.",
      advice: "The text up to then is kept. Try again to get a whole answer.",
      status: null,
      providerMessage: null,
      requestId: run.id,
      retryAt: null,
    },
  };
}

/**
 * Ends the runs an earlier process left running: what they had logged becomes their message, marked interrupted.
 * `getMetadata` reads what the answer was stored with when its run started.
 */
export async function recoverRuns(
  getMetadata: (answerId: string) => Promise<AnswerMetadata | null>,
  saveAnswer: SaveAnswer,
): Promise<number> {
  const db = await getDb();
  const orphans = (await listRunning(db)).filter((run) => getEventLog().get(run.id) === undefined);
  for (const run of orphans) {
    const chunks = await readLog(run.id);
    const start = chunks.find((chunk) => chunk.type === "start");
    const first = start?.messageMetadata ?? (await getMetadata(run.answerId));
    if (first === null || first === undefined) continue;
    const metadata = toInterrupted(run, first);
    const parts = await toMessageParts(chunks);
    await db.transaction().execute(async (transaction) => {
      await saveAnswer(transaction, { answerId: run.answerId, parts, metadata });
      await saveRunEnd(transaction, metadata);
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
