import "server-only";
import type { Kysely } from "kysely";
import type { ChatMessage } from "@/lib/chats/chat-document";
import { isTemporaryId } from "@/lib/id";
import { parseModelRef } from "@/lib/model-ref";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { toFirstTokenMs } from "@/lib/runs/to-first-token-ms";
import { toMessageParts } from "@/lib/runs/to-message-parts";
import { explainDbFailure } from "@/lib/server/db/explain-db-failure";
import { getDb, getDbOf } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";
import { getLog } from "@/lib/server/log";
import { measureRun } from "@/lib/server/metrics";
import { getEventLog } from "./event-log";
import { saveExchanges } from "./exchange-store";
import { executeRun } from "./execute-run";
import type { LiveRun } from "./live-run";
import { saveAttempts } from "./run-attempts";
import type { RunPlan } from "./run-plan";
import { saveRunEnd } from "./run-store";
import { saveTemporaryRun } from "./save-temporary-run";

/** A run's result, ready to become its message. */
export type Answer = { answerId: string; parts: ChatMessage["parts"]; metadata: AnswerMetadata };

/** Stores an answer where its message is, within the transaction that ends its run. */
export type SaveAnswer = (transaction: Kysely<Database>, answer: Answer) => Promise<void>;

const storeRetryMs = 500;
/** How long readers wait for an answer to be stored before they hear that it ended. */
const storePatienceMs = 1_000;

/**
 * Starts a run whose row is stored already. It goes on until it ends, is stopped or the process ends, whoever reads it.
 * Resolves when the run has ended.
 */
export async function startRun(plan: RunPlan, saveAnswer: SaveAnswer): Promise<void> {
  const log = getEventLog();
  const run = log.open(plan.runId);
  const metadata = await executeRun(plan, run);
  tellEnd(plan, metadata);
  let why: string | null = null;
  const onFailure = (error: unknown) => {
    why = explainDbFailure(error) ?? "the database takes no writes";
  };
  const stored = storeEnd({ plan, run, metadata, saveAnswer, onFailure });
  // A database that takes no writes must not keep the reader from the end of the answer.
  const isStored = await comesInTime(stored);
  run.append({ type: "finish", messageMetadata: { ...metadata, unstored: isStored ? null : why } });
  const logged = stored.then(() => storeLog(run));
  if (!isStored || !(await comesInTime(logged))) {
    run.end();
    await logged;
  }
  log.close(run);
}

/** Whether what is being stored is so within the readers' patience. */
async function comesInTime(storing: Promise<void>): Promise<boolean> {
  const { promise: isLate, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, storePatienceMs, false);
  const isInTime = await Promise.race([storing.then(() => true), isLate]);
  clearTimeout(timer);
  return isInTime;
}

/** Forgotten before its log is stored, the end of the answer would be lost to readers who are behind. */
async function storeLog(run: LiveRun): Promise<void> {
  const log = getEventLog();
  for (await log.flush(); run.pendingCharacters > 0; await log.flush()) await wait(storeRetryMs);
}

/** Measures the run, and logs it under the ids that an error card shows. */
function tellEnd(plan: RunPlan, metadata: AnswerMetadata): void {
  const { model, route, outcome, error, usage, cost, timing } = metadata;
  const providerId = plan.model === null ? "unknown" : parseModelRef(model).providerId;
  const { durationMs } = timing;
  const firstTokenMs = toFirstTokenMs(metadata);
  measureRun({ source: "chat", providerId, outcome, usage, cost, firstTokenMs, durationMs });
  getLog().info(
    {
      requestId: plan.runId,
      upstreamRequestId: error?.requestId ?? null,
      model,
      ...(route === undefined ? {} : { route: route.route, tried: route.stops.map((stop) => stop.model) }),
      outcome,
      errorCode: error?.code ?? null,
      durationMs: durationMs === null ? null : Math.round(durationMs),
    },
    "run ended",
  );
}

type Ended = { plan: RunPlan; run: LiveRun; metadata: AnswerMetadata };

/** Writes the answer and the run's end, as often as it takes. */
async function storeEnd({
  saveAnswer,
  onFailure,
  ...ended
}: Ended & { saveAnswer: SaveAnswer; onFailure: (error: unknown) => void }): Promise<void> {
  const { plan, run } = ended;
  const parts = toMessageParts(run.compact);
  for (;;) {
    try {
      await storeOnce(ended, (transaction) =>
        saveAnswer(transaction, { answerId: plan.answerId, parts, metadata: ended.metadata }),
      );
      return;
    } catch (error) {
      getLog().warn({ err: error, runId: plan.runId }, "an answer could not be stored; trying again");
      onFailure(error);
      await wait(storeRetryMs);
    }
  }
}

type Save = (transaction: Kysely<Database>) => Promise<void>;

async function storeOnce({ plan, run, metadata }: Ended, saveAnswer: Save): Promise<void> {
  const isTemporary = isTemporaryId(plan.runId);
  const enter: Save = async (ledger) => {
    await run.budget.settle(ledger, run.spentUsd);
    await saveAttempts(ledger, { owner: plan.owner, attempts: run.attempts });
  };
  const db = await getDbOf(plan.runId);
  await db.transaction().execute(async (transaction) => {
    // Another instance that took this one to be dead has written the answer as it was then.
    const isOurs = await saveRunEnd(transaction, { metadata, whose: "own" });
    if (!isOurs) return;
    await saveAnswer(transaction);
    await saveExchanges(transaction, run);
    if (!isTemporary) await enter(transaction);
  });
  if (!isTemporary) return;
  // The ledger is not in the memory that holds the chat. It gets all of it at once, and once.
  await (await getDb()).transaction().execute(async (ledger) => {
    if (await saveTemporaryRun(ledger, { runId: plan.runId })) await enter(ledger);
  });
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
