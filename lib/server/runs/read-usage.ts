import "server-only";
import { sql } from "kysely";
import type { CostStatus } from "@/lib/runs/answer-metadata";
import { type Db, getDb } from "@/lib/server/db/get-db";
import { getEnv } from "@/lib/server/env";
import { quantileOf } from "@/lib/usage/summarise";
import type { UsagePeriod } from "@/lib/usage/usage-choice";
import {
  type FailureRow,
  type LatencyRow,
  maxFailureRows,
  type UsageGroup,
  type UsageReport,
} from "@/lib/usage/usage-report";
import { readServerSpent } from "./ledger-spending";

const dayMs = 86_400_000;
/** Latencies are taken from this many runs at most, the newest. */
const maxLatencyRuns = 20_000;

type Scope = { owner: string; since: number };

/** What the owner's runs of the last days used and cost, added up in the database. */
export async function readUsage(owner: string, days: UsagePeriod): Promise<UsageReport> {
  const db = await getDb();
  const today = Math.floor(Date.now() / dayMs);
  const scope = { owner, since: (today - days + 1) * dayMs };
  const timed = await listTimings(db, scope);
  return {
    days,
    today,
    groups: await listGroups(db, scope),
    latencies: toLatencies(timed),
    latencyRuns: timed.length,
    failures: await listFailures(db, scope),
    tokenNames: await readTokenNames(db, owner),
    budget: await readBudget(db),
  };
}

async function listGroups(db: Db, { owner, since }: Scope): Promise<UsageGroup[]> {
  const day = sql<number>`cast(started_at / 86400000 as integer)`;
  const began = sql<number>`case when first_token_ms is null then 0 else 1 end`;
  const rows = await db
    .selectFrom("runs")
    .select([
      day.as("day"),
      "model",
      "source",
      "token_id as tokenId",
      "outcome",
      "cost_status as costStatus",
      "usage_source as usageSource",
      began.as("began"),
    ])
    .select((run) => [
      run.fn.countAll<number>().as("runs"),
      sql<number>`cast(coalesce(sum(input_tokens), 0) as double precision)`.as("inputTokens"),
      sql<number>`cast(coalesce(sum(output_tokens), 0) as double precision)`.as("outputTokens"),
      sql<number>`coalesce(sum(cost_usd), 0)`.as("usd"),
    ])
    .where("owner", "=", owner)
    .where("started_at", ">=", since)
    .groupBy([day, "model", "source", "token_id", "outcome", "cost_status", "usage_source", began])
    .execute();
  return rows.map((row) => ({
    ...row,
    source: row.source ?? "chat",
    runs: Number(row.runs),
    began: row.began === 1,
    // Our own writing, see `saveRunEnd`.
    costStatus: row.costStatus as CostStatus | null,
  }));
}

type Timing = { model: string; firstTokenMs: number | null; durationMs: number | null };

function listTimings(db: Db, { owner, since }: Scope): Promise<Timing[]> {
  return db
    .selectFrom("runs")
    .select(["model", "first_token_ms as firstTokenMs", "duration_ms as durationMs"])
    .where("owner", "=", owner)
    .where("started_at", ">=", since)
    .where("outcome", "=", "complete")
    .orderBy("started_at", "desc")
    .limit(maxLatencyRuns)
    .execute();
}

function toLatencies(timings: Timing[]): LatencyRow[] {
  const sorted = (values: (number | null)[]) =>
    values.filter((value) => value !== null).sort((a, b) => a - b);
  return [...Map.groupBy(timings, ({ model }) => model)]
    .map(([model, runs]) => {
      const first = sorted(runs.map(({ firstTokenMs }) => firstTokenMs));
      const whole = sorted(runs.map(({ durationMs }) => durationMs));
      return {
        model,
        runs: runs.length,
        firstTokenP50Ms: quantileOf(first, 0.5),
        firstTokenP95Ms: quantileOf(first, 0.95),
        durationP50Ms: quantileOf(whole, 0.5),
        durationP95Ms: quantileOf(whole, 0.95),
      };
    })
    .sort((a, b) => b.runs - a.runs);
}

async function listFailures(db: Db, { owner, since }: Scope): Promise<FailureRow[]> {
  const rows = await db
    .selectFrom("runs")
    .select(["model", "error_code as errorCode"])
    .select((run) => run.fn.countAll<number>().as("runs"))
    .where("owner", "=", owner)
    .where("started_at", ">=", since)
    .where("outcome", "in", ["failed", "interrupted", "incomplete"])
    .groupBy(["model", "error_code"])
    .orderBy("runs", "desc")
    .limit(maxFailureRows)
    .execute();
  return rows.map((row) => ({
    ...row,
    runs: Number(row.runs),
    errorCode: row.errorCode ?? "no_reason_known",
  }));
}

async function readTokenNames(db: Db, owner: string): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom("gateway_tokens")
    .select(["id", "name"])
    .where("owner", "=", owner)
    .execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

async function readBudget(db: Db): Promise<UsageReport["budget"]> {
  const limitUsd = getEnv().SWITCHYARD_BUDGET_USD_PER_MONTH;
  if (limitUsd === undefined) return null;
  return { limitUsd, spentUsd: await readServerSpent(db) };
}
