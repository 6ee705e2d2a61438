import "server-only";
import type { Kysely } from "kysely";
import type { AppError } from "@/lib/app-error";
import type { FieldRefusal } from "@/lib/refusals/refusal";
import { getDbOf } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { lockInTransaction } from "@/lib/server/db/lock-in-transaction";
import type { Database } from "@/lib/server/db/schema";
import { getLog } from "@/lib/server/log";
import { refuseWhileDraining } from "@/lib/server/runs/drain";
import { listRefusalsIfPossible } from "@/lib/server/runs/refusal-store";
import { listTurnRuns } from "@/lib/server/runs/run-store";
import { startRun } from "@/lib/server/runs/start-run";
import type { TurnRequest } from "@/lib/turns/turn-request";
import { listMessages, saveAnswer } from "./message-store";
import { type PlannedRun, planRun } from "./plan-run";
import { refuseBusyLanes, refuseTakenIds } from "./refuse-turn";
import { requireTurnLane, saveTurnChat, saveTurnLane, saveTurnLayout, saveTurnMessages } from "./save-turn";
import { toQuestion } from "./to-question";

type TurnLanes = { laneId: string; runId: string }[];

/** `refusal` is the first lane's error when no lane can be called; its failed answers are stored all the same. */
type StartedTurn = { lanes: TurnLanes; refusal: AppError | null };

type Owned = { owner: string; turn: TurnRequest };

/**
 * Stores a turn and starts its runs; nothing goes upstream before everything is stored. A turn that was posted before
 * is not run again: its lanes are returned.
 * @throws AppError `not_found`, `lane_busy`, `conflict`
 */
export async function startTurn({ owner, turn }: Owned): Promise<StartedTurn> {
  refuseWhileDraining();
  const fieldRefusals = await listRefusalsIfPossible(owner);
  const planned = await inTransaction(await getDbOf(turn.chatId), async (transaction) => {
    // Two tabs, or two instances, may send at once: the second sees what the first has stored.
    await lockInTransaction(transaction, `chat:${turn.chatId}`);
    const known = await listTurnRuns(transaction, { owner, turnId: turn.turnId });
    return known.length > 0 ? known : saveTurn(transaction, { owner, turn, fieldRefusals });
  });
  const lanes: TurnLanes = [];
  const starting: PlannedRun[] = [];
  for (const run of planned) {
    if ("plan" in run) starting.push(run);
    lanes.push(
      "plan" in run
        ? { laneId: run.plan.laneId, runId: run.plan.runId }
        : { laneId: run.laneId, runId: run.id },
    );
  }
  const ended = Promise.all(starting.map(({ plan }) => startRun(plan, saveAnswer))).catch(
    (error: unknown) => {
      getLog().error({ err: error, turnId: turn.turnId }, "a turn failed inside");
    },
  );
  const refusals = starting.flatMap(({ refused }) => refused ?? []);
  const isRefused = refusals.length > 0 && refusals.length === starting.length;
  // Failed answers are stored at once: who hears of the refusal finds them in the chat.
  if (isRefused) await ended;
  return { lanes, refusal: isRefused ? (refusals[0] ?? null) : null };
}

async function saveTurn(
  db: Kysely<Database>,
  { owner, turn, fieldRefusals }: Owned & { fieldRefusals: readonly FieldRefusal[] },
): Promise<PlannedRun[]> {
  await saveTurnChat(db, { owner, turn });
  await saveTurnLayout(db, { owner, turn });
  await refuseBusyLanes(db, {
    chatId: turn.chatId,
    lanes: turn.lanes.filter(({ beside }) => beside !== true),
  });
  await refuseTakenIds(
    db,
    turn.lanes.flatMap(({ answerId, message }) => [answerId, message?.id ?? answerId]),
  );
  // First of all, so that who was sent to a removed lane hears that and nothing else.
  for (const lane of turn.lanes) {
    if (lane.beside === true) await requireTurnLane(db, { owner, turn, lane });
    else await saveTurnLane(db, { owner, turn, lane });
  }
  const messages = await listMessages(db, turn.chatId);
  const planned: PlannedRun[] = [];
  for (const [turnIndex, lane] of turn.lanes.entries()) {
    const question = await toQuestion(db, { owner, lane });
    const run = planRun({ owner, turnId: turn.turnId, lane, messages, question, fieldRefusals });
    await saveTurnMessages(db, { owner, turn, lane, question, plan: run.plan, turnIndex });
    planned.push(run);
  }
  return planned;
}
