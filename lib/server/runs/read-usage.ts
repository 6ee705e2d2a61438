import "server-only";
import { type Db, getDb } from "@/lib/server/db/get-db";
import { getEnv } from "@/lib/server/env";
import { quantileOf } from "@/lib/usage/summarise";
import type { UsagePeriod } from "@/lib/usage/usage-choice";
import type { LatencyRow, UsageReport } from "@/lib/usage/usage-report";
import { readServerSpent } from "./ledger-spending";
import { sumFailures, sumGroups } from "./sum-runs-by-day";

const dayMs = 86_400_000;
/** Latencies are taken from this many runs at most, the newest. */
const maxLatencyRuns = 20_000;

type Scope = { owner: string; since: number };

/** What the owner's runs of the last days used and cost, added up in the database. */
export async function readUsage(owner: string, days: UsagePeriod): Promise<UsageReport> {
  const db = await getDb();
  const today = Math.floor(Date.now() / dayMs);
  const first = today - days + 1;
  const timed = await listTimings(db, { owner, since: first * dayMs });
  return {
    days,
    today,
    groups: await sumGroups(db, { owner, first, last: today }),
    latencies: toLatencies(timed),
    latencyRuns: timed.length,
    failures: await sumFailures(db, { owner, first, last: today }),
    tokenNames: await readTokenNames(db, owner),
    budget: await readBudget(db),
  };
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
