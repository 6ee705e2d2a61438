import "server-only";
import type { Kysely } from "kysely";
import { AppError } from "@/lib/app-error";
import { getDbOf } from "@/lib/server/db/get-db";
import { notify } from "@/lib/server/db/notices";
import type { Database } from "@/lib/server/db/schema";
import type { ToolDecision } from "@/lib/tools/tool-decision";
import { getEventLog } from "./event-log";
import { getRun } from "./run-store";

/**
 * Notes what becomes of a call and tells the instance that writes the run. Deciding twice changes nothing: the first counts.
 * @throws AppError `not_found`, and `conflict` when the run has ended without one
 */
export async function saveDecision(options: {
  owner: string;
  runId: string;
  decision: ToolDecision;
}): Promise<ToolDecision> {
  const { runId, decision } = options;
  const db = await getDbOf(runId);
  const run = await getRun(db, options);
  if (run === undefined) throw new AppError("not_found", "There is no such run.");
  if (run.outcome !== "running") {
    const made = await findDecision(db, runId, decision.toolCallId);
    if (made !== undefined) return made;
    throw new AppError("conflict", "This answer has ended: its tool calls cannot be decided about any more.");
  }
  await db
    .insertInto("tool_decisions")
    .values({
      run_id: runId,
      tool_call_id: decision.toolCallId,
      decision_json: JSON.stringify(decision),
      decided_at: Date.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const counted = (await findDecision(db, runId, decision.toolCallId)) ?? decision;
  getEventLog().get(runId)?.decisions.decide(counted);
  await notify(db, { kind: "decision", runId });
  return counted;
}

/** Hands a run of this process what was decided elsewhere. */
export async function deliverDecisions(runId: string): Promise<void> {
  const run = getEventLog().get(runId);
  if (run === undefined) return;
  for (const decision of await listDecisions(await getDbOf(runId), runId)) run.decisions.decide(decision);
}

async function findDecision(
  db: Kysely<Database>,
  runId: string,
  callId: string,
): Promise<ToolDecision | undefined> {
  const made = await listDecisions(db, runId);
  return made.find(({ toolCallId }) => toolCallId === callId);
}

async function listDecisions(db: Kysely<Database>, runId: string): Promise<ToolDecision[]> {
  const rows = await db
    .selectFrom("tool_decisions")
    .select("decision_json")
    .where("run_id", "=", runId)
    .execute();
  // Our own writing, see `saveDecision`.
  return rows.map((row) => JSON.parse(row.decision_json) as ToolDecision);
}
