import { toRunCost } from "@/lib/money/to-run-cost";
import type { RunCost } from "@/lib/runs/answer-metadata";
import type { CatalogueModel, CatalogueProvider } from "./catalogue-model";

/** Work that models are priced for: so many requests of one size a day. */
export type Workload = {
  inputTokens: number;
  /** Percent of the input that the provider has in its cache. */
  cachedPercent: number;
  outputTokens: number;
  runsPerDay: number;
};

export const workloads = {
  chat: { label: "Chat", inputTokens: 1_500, cachedPercent: 50, outputTokens: 400, runsPerDay: 100 },
  rag: { label: "RAG", inputTokens: 8_000, cachedPercent: 10, outputTokens: 500, runsPerDay: 500 },
  agent: { label: "Agent", inputTokens: 40_000, cachedPercent: 85, outputTokens: 1_200, runsPerDay: 200 },
  document: {
    label: "Long document",
    inputTokens: 250_000,
    cachedPercent: 0,
    outputTokens: 2_000,
    runsPerDay: 20,
  },
} as const satisfies Record<string, Workload & { label: string }>;

export type WorkloadName = keyof typeof workloads;

/** The most that each field takes: beyond it a number is a slip of the finger. */
export const workloadLimits: Workload = {
  inputTokens: 10_000_000,
  cachedPercent: 100,
  outputTokens: 10_000_000,
  runsPerDay: 100_000_000,
};

/** Within the limits and whole, whatever an address or a field says. */
export function clampWorkload(workload: Workload): Workload {
  const clamp = (field: keyof Workload) =>
    Math.min(workloadLimits[field], Math.max(0, Math.round(workload[field])));
  return {
    inputTokens: clamp("inputTokens"),
    cachedPercent: clamp("cachedPercent"),
    outputTokens: clamp("outputTokens"),
    runsPerDay: clamp("runsPerDay"),
  };
}

/** The preset that a workload is; null for one of the user's own. */
export function findPreset(workload: Workload): WorkloadName | null {
  const names = Object.keys(workloads) as WorkloadName[];
  const fields = Object.keys(workloadLimits) as (keyof Workload)[];
  return names.find((name) => fields.every((field) => workloads[name][field] === workload[field])) ?? null;
}

export type WorkloadCost = {
  perRun: RunCost;
  /** null when it is not known, or nothing is paid for. */
  usdPerDay: number | null;
  /** Why the model cannot do this work as it is; null when nothing says so. */
  misfit: string | null;
};

/** What a workload costs a day on a model, each run priced as one request (tiers and cached tokens included). */
export function toWorkloadCost(
  { model, provider }: { model: CatalogueModel; provider: Pick<CatalogueProvider, "kind"> },
  workload: Workload,
): WorkloadCost {
  const { inputTokens, cachedPercent, outputTokens, runsPerDay } = workload;
  const usage = {
    inputTokens,
    cachedInputTokens: Math.round((inputTokens * cachedPercent) / 100),
    outputTokens,
    reasoningTokens: null,
  };
  const perRun = toRunCost({ usage, billedUsd: null, model, kind: provider.kind });
  return {
    perRun,
    usdPerDay: perRun.usd === null ? null : perRun.usd * runsPerDay,
    misfit: toMisfit(model, workload),
  };
}

function toMisfit(
  { contextTokens, maxInputTokens, maxOutputTokens }: CatalogueModel,
  { inputTokens, outputTokens }: Workload,
): string | null {
  if (contextTokens !== null && inputTokens + outputTokens > contextTokens)
    return "input and output do not fit its context";
  if (maxInputTokens !== undefined && inputTokens > maxInputTokens) return "it takes less input than that";
  if (maxOutputTokens !== null && outputTokens > maxOutputTokens) return "its answers are shorter than that";
  return null;
}
