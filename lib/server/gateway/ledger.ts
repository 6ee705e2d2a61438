import "server-only";
import type { Kysely } from "kysely";
import type { RunCost, RunOutcome, RunUsage } from "@/lib/runs/answer-metadata";
import { getDb } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";
import { getLog } from "@/lib/server/log";
import { type Reservation, settleBudget } from "@/lib/server/runs/budget-store";
import { getInstanceId } from "@/lib/server/runs/instance-id";
import { toLeaseEnd } from "@/lib/server/runs/run-leases";
import { singleton } from "@/lib/server/singleton";

export type StartedRun = {
  id: string;
  owner: string;
  tokenId: string | null;
  /** Model ref. */
  model: string;
  /** The ref of the route by which it was asked; null when it was named itself. */
  route: string | null;
  /** Epoch ms. */
  startedAt: number;
  /** null when nothing limits it in dollars. */
  reservation: Reservation | null;
};

export type EndedRun = {
  outcome: RunOutcome;
  errorCode: string | null;
  finishReason: string | null;
  usage: RunUsage | null;
  usageSource: "reported" | "estimated" | null;
  cost: Pick<RunCost, "usd" | "status">;
  /** From sending the request; null when none came, and for one reply, whose first token nobody saw. */
  firstTokenMs: number | null;
  durationMs: number;
};

type Entry = { run: StartedRun; isStored: boolean; end: EndedRun | null };
type Ledger = { entries: Map<string, Entry>; flushing: Promise<void> | null; timer: NodeJS.Timeout | null };

/** One transaction carries what happened in this time: a run that nobody limits does not wait for the database. */
const flushEveryMs = 100;
const retryAfterMs = 500;
const entriesAtOnce = 500;
const rowsAtOnce = 8;

const getLedger = () =>
  singleton<Ledger>("gateway-ledger", () => ({ entries: new Map(), flushing: null, timer: null }));

/** Notes a run that starts; `isStored` when its row is there already. */
export function noteStart(run: StartedRun, isStored: boolean): void {
  getLedger().entries.set(run.id, { run, isStored, end: null });
  if (!isStored) flushSoon(flushEveryMs);
}

/** Notes how a run ended; its budgets are settled when that is stored. */
export function noteEnd(runId: string, end: EndedRun): void {
  const entry = getLedger().entries.get(runId);
  if (entry === undefined) return;
  entry.end = end;
  flushSoon(flushEveryMs);
}

function flushSoon(ms: number): void {
  const ledger = getLedger();
  ledger.timer ??= setTimeout(() => {
    ledger.timer = null;
    void flushLedger();
  }, ms).unref();
}

/** Stores what was noted so far. What cannot be stored now is tried again until it is. */
export async function flushLedger(): Promise<void> {
  const ledger = getLedger();
  // One at a time: who asks meanwhile waits for it, then stores the rest.
  while (ledger.flushing !== null) await ledger.flushing;
  const flushing = storeDue(ledger);
  ledger.flushing = flushing;
  await flushing;
  ledger.flushing = null;
}

async function storeDue(ledger: Ledger): Promise<void> {
  const due = [...ledger.entries.values()].filter(({ isStored, end }) => !isStored || end !== null);
  const now = due.slice(0, entriesAtOnce).map((entry) => ({ entry, end: entry.end }));
  try {
    if (now.length > 0) {
      const db = await getDb();
      await db.transaction().execute(async (transaction) => {
        const started = now.flatMap(({ entry }) => (entry.isStored ? [] : [entry.run]));
        await insertInBatches(transaction, started);
        for (const { entry, end } of now) if (end !== null) await storeEnd(transaction, entry.run, end);
      });
      for (const { entry, end } of now) {
        entry.isStored = true;
        if (end !== null) ledger.entries.delete(entry.run.id);
      }
    }
    if (due.length > now.length) flushSoon(0);
  } catch (error) {
    getLog().warn({ err: error }, "gateway runs could not be stored; trying again");
    flushSoon(retryAfterMs);
  }
}

/** Whole batches, then the rest one by one: two texts of a query are prepared once, not one for each number of rows. */
async function insertInBatches(db: Kysely<Database>, runs: StartedRun[]): Promise<void> {
  const inBatches = runs.length - (runs.length % rowsAtOnce);
  for (let at = 0; at < inBatches; at += rowsAtOnce)
    await insertGatewayRuns(db, runs.slice(at, at + rowsAtOnce));
  for (const run of runs.slice(inBatches)) await insertGatewayRuns(db, [run]);
}

async function storeEnd(db: Kysely<Database>, run: StartedRun, end: EndedRun): Promise<void> {
  const { usage } = end;
  const updated = await db
    .updateTable("runs")
    .set({
      outcome: end.outcome,
      error_code: end.errorCode,
      finish_reason: end.finishReason,
      input_tokens: usage?.inputTokens ?? null,
      cached_input_tokens: usage?.cachedInputTokens ?? null,
      output_tokens: usage?.outputTokens ?? null,
      reasoning_tokens: usage?.reasoningTokens ?? null,
      usage_source: end.usageSource,
      cost_usd: end.cost.usd,
      cost_status: end.cost.status,
      first_token_ms: end.firstTokenMs,
      duration_ms: end.durationMs,
      ended_at: Date.now(),
      reserved_usd: null,
    })
    .where("id", "=", run.id)
    .where("outcome", "=", "running")
    .executeTakeFirst();
  // Another instance that took this one to be dead has settled it.
  if (updated.numUpdatedRows === 0n || run.reservation === null) return;
  await settleBudget(db, { reservation: run.reservation, costUsd: toSettledCost(end) });
}

/** What a budget counts. A run that got nothing cost nothing, as far as anybody can tell; else unknown stays unknown. */
function toSettledCost({ cost, usage, outcome }: EndedRun): number | null {
  if (cost.usd !== null || cost.status === "local" || cost.status === "simulated") return cost.usd ?? 0;
  return usage === null && outcome === "failed" ? 0 : null;
}

/** Adds the rows of gateway runs that start now. They are in no chat: what would name a run's place is its own id. */
export async function insertGatewayRuns(db: Kysely<Database>, runs: StartedRun[]): Promise<void> {
  await db
    .insertInto("runs")
    .values(
      runs.map((run) => ({
        id: run.id,
        owner: run.owner,
        chat_id: "",
        lane_id: run.id,
        turn_id: run.id,
        turn_index: 0,
        answer_id: run.id,
        model: run.model,
        outcome: "running" as const,
        started_at: run.startedAt,
        instance_id: getInstanceId(),
        lease_until: toLeaseEnd(db),
        source: "gateway" as const,
        token_id: run.tokenId,
        reserved_usd: run.reservation?.usd ?? null,
      })),
    )
    .execute();
}
