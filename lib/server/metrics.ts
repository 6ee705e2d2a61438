import "server-only";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { CostStatus, RunOutcome, RunUsage } from "@/lib/runs/answer-metadata";
import { singleton } from "@/lib/server/singleton";
import { hasUsed } from "@/lib/usage/has-used";

/** A run that has ended, as it is measured. Models are no label: anybody can make up their names. */
export type MeasuredRun = {
  source: "chat" | "gateway";
  providerId: string;
  outcome: RunOutcome;
  usage: RunUsage | null;
  cost: { usd: number | null; status: CostStatus };
  firstTokenMs: number | null;
  durationMs: number | null;
};

const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 180];

const getMetrics = () => singleton("metrics", createMetrics);

function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "switchyard_" });
  return {
    registry,
    runs: new Counter({
      name: "switchyard_runs_total",
      help: "Runs that have ended.",
      labelNames: ["source", "provider", "outcome"],
      registers,
    }),
    tokens: new Counter({
      name: "switchyard_tokens_total",
      help: "Tokens of runs whose tokens are known.",
      labelNames: ["source", "provider", "kind"],
      registers,
    }),
    cost: new Counter({
      name: "switchyard_cost_usd_total",
      help: "US dollars of runs whose cost is known, by where the figure comes from.",
      labelNames: ["source", "provider", "status"],
      registers,
    }),
    unpriced: new Counter({
      name: "switchyard_runs_of_unknown_cost_total",
      help: "Runs that used something whose cost is not known: they are in no sum of dollars.",
      labelNames: ["source", "provider"],
      registers,
    }),
    firstToken: new Histogram({
      name: "switchyard_first_token_seconds",
      help: "From the request to the first token.",
      labelNames: ["source", "provider"],
      buckets: seconds,
      registers,
    }),
    duration: new Histogram({
      name: "switchyard_run_seconds",
      help: "From the request to the end of the answer.",
      labelNames: ["source", "provider"],
      buckets: seconds,
      registers,
    }),
    refused: new Counter({
      name: "switchyard_refused_total",
      help: "Requests that were refused before anything was sent to a provider.",
      labelNames: ["code"],
      registers,
    }),
    running: new Gauge({
      name: "switchyard_runs_in_progress",
      help: "Runs that go on in this process.",
      labelNames: ["source"],
      registers,
    }),
  };
}

export function measureRun(run: MeasuredRun): void {
  const { runs, tokens, cost, unpriced, firstToken, duration } = getMetrics();
  const labels = { source: run.source, provider: run.providerId };
  runs.inc({ ...labels, outcome: run.outcome });
  const { inputTokens = null, outputTokens = null } = run.usage ?? {};
  if (inputTokens !== null) tokens.inc({ ...labels, kind: "input" }, inputTokens);
  if (outputTokens !== null) tokens.inc({ ...labels, kind: "output" }, outputTokens);
  if (run.cost.usd !== null) cost.inc({ ...labels, status: run.cost.status }, run.cost.usd);
  else if (run.cost.status === "unknown" && isUsed(run)) unpriced.inc(labels);
  if (run.firstTokenMs !== null) firstToken.observe(labels, run.firstTokenMs / 1000);
  if (run.durationMs !== null) duration.observe(labels, run.durationMs / 1000);
}

const isUsed = ({ usage, firstTokenMs, outcome }: MeasuredRun): boolean =>
  hasUsed({ isCounted: usage !== null, began: firstTokenMs !== null, outcome });

export function measureRefusal(code: string): void {
  getMetrics().refused.inc({ code });
}

/** Everything measured, as Prometheus reads it. */
export async function printMetrics(inProgress: { chat: number; gateway: number }): Promise<{
  text: string;
  contentType: string;
}> {
  const { registry, running } = getMetrics();
  running.set({ source: "chat" }, inProgress.chat);
  running.set({ source: "gateway" }, inProgress.gateway);
  return { text: await registry.metrics(), contentType: registry.contentType };
}
