import { hasUsed } from "./has-used";
import type { UsageGroup, UsageReport } from "./usage-report";

export const usageDimensions = ["model", "provider", "source", "caller"] as const;
export type UsageDimension = (typeof usageDimensions)[number];

/** What was used; money apart by where its figure comes from. */
export type UsageSum = {
  runs: number;
  failed: number;
  inputTokens: number;
  outputTokens: number;
  /** Runs whose tokens are in the two sums, reported or guessed: without any the sums say nothing. */
  countedRuns: number;
  /** Runs whose tokens are our guess, because the provider reported none. */
  guessedRuns: number;
  /** Runs that used tokens of which nobody knows how many: in neither sum of tokens. */
  uncountedRuns: number;
  /** As providers reported it. */
  billedUsd: number;
  /** From published prices. */
  estimatedUsd: number;
  /** Runs whose cost is in the sum of what was billed, and of what is estimated: without any a sum says nothing. */
  billedRuns: number;
  estimatedRuns: number;
  /** Runs that used something whose price, or amount, nobody knows: in neither sum of money. */
  unpricedRuns: number;
  /** Demo and local runs: no money by their nature. */
  freeRuns: number;
};

export const emptySum = (): UsageSum => ({
  runs: 0,
  failed: 0,
  inputTokens: 0,
  outputTokens: 0,
  countedRuns: 0,
  guessedRuns: 0,
  uncountedRuns: 0,
  billedUsd: 0,
  estimatedUsd: 0,
  billedRuns: 0,
  estimatedRuns: 0,
  unpricedRuns: 0,
  freeRuns: 0,
});

const failures = new Set(["failed", "interrupted", "incomplete"]);

/** Adds a group to a sum. */
export function addGroup(sum: UsageSum, group: UsageGroup): UsageSum {
  const { costStatus, runs, usd } = group;
  const isEstimated = costStatus === "estimated" || costStatus === "listed-zero";
  const isCounted = group.usageSource !== null || group.inputTokens + group.outputTokens > 0;
  const isUsed = hasUsed({ isCounted, began: group.began, outcome: group.outcome });
  const isUnpriced = costStatus === "unknown" && isUsed;
  return {
    runs: sum.runs + runs,
    failed: sum.failed + (failures.has(group.outcome) ? runs : 0),
    inputTokens: sum.inputTokens + group.inputTokens,
    outputTokens: sum.outputTokens + group.outputTokens,
    countedRuns: sum.countedRuns + (isCounted ? runs : 0),
    guessedRuns: sum.guessedRuns + (group.usageSource === "estimated" ? runs : 0),
    uncountedRuns: sum.uncountedRuns + (!isCounted && isUsed ? runs : 0),
    billedUsd: sum.billedUsd + (costStatus === "billed" ? usd : 0),
    estimatedUsd: sum.estimatedUsd + (isEstimated ? usd : 0),
    billedRuns: sum.billedRuns + (costStatus === "billed" ? runs : 0),
    estimatedRuns: sum.estimatedRuns + (isEstimated ? runs : 0),
    unpricedRuns: sum.unpricedRuns + (isUnpriced ? runs : 0),
    freeRuns: sum.freeRuns + (costStatus === "local" || costStatus === "simulated" ? runs : 0),
  };
}

export const sumGroups = (groups: UsageGroup[]): UsageSum => groups.reduce(addGroup, emptySum());

/** What a group counts as in a dimension. */
export function keyOf(group: UsageGroup, dimension: UsageDimension): string {
  if (dimension === "model") return group.model;
  if (dimension === "provider") return group.model.slice(0, Math.max(0, group.model.indexOf("/")));
  if (dimension === "source") return group.source;
  return group.tokenId ?? (group.source === "chat" ? "browser" : "no token");
}

/** A key in words. */
export function nameKey(key: string, dimension: UsageDimension, tokenNames: Record<string, string>): string {
  if (dimension === "source") return key === "chat" ? "Chats" : "Other programs";
  if (dimension !== "caller") return key;
  if (key === "browser") return "Browser";
  if (key === "no token") return "Programs without a token";
  return tokenNames[key] ?? "A deleted token";
}

export type UsageRow = {
  key: string;
  name: string;
  sum: UsageSum;
  /** Its place among the rows of the whole period, from 0. */
  place: number;
};

/** One row per key of a dimension, those with the most of the measure first, then the most used. */
export function listRows(
  { groups, tokenNames }: Pick<UsageReport, "groups" | "tokenNames">,
  { dimension, measure }: { dimension: UsageDimension; measure: UsageMeasure },
): UsageRow[] {
  const sums = new Map<string, UsageSum>();
  for (const group of groups) {
    const key = keyOf(group, dimension);
    sums.set(key, addGroup(sums.get(key) ?? emptySum(), group));
  }
  return [...sums]
    .sort(([, a], [, b]) => measureOf(b, measure) - measureOf(a, measure) || b.runs - a.runs)
    .map(([key, sum], place) => ({ key, name: nameKey(key, dimension, tokenNames), sum, place }));
}

/** What of these rows was used on one day; those of which nothing was are left out. */
export function listRowsOfDay(
  rows: UsageRow[],
  { groups, dimension, day }: { groups: UsageGroup[]; dimension: UsageDimension; day: number },
): UsageRow[] {
  const byKey = Map.groupBy(
    groups.filter((group) => group.day === day),
    (group) => keyOf(group, dimension),
  );
  return rows.flatMap((row) => {
    const own = byKey.get(row.key);
    return own === undefined ? [] : [{ ...row, sum: sumGroups(own) }];
  });
}

export const totalUsd = ({ billedUsd, estimatedUsd }: UsageSum): number => billedUsd + estimatedUsd;

export const usageMeasures = ["usd", "tokens", "runs"] as const;
export type UsageMeasure = (typeof usageMeasures)[number];

export function measureOf(sum: UsageSum, measure: UsageMeasure): number {
  if (measure === "usd") return totalUsd(sum);
  return measure === "tokens" ? sum.inputTokens + sum.outputTokens : sum.runs;
}

/** The value below which the share `share` (0 to 1) of the sorted values lies; null of none. */
export function quantileOf(sorted: number[], share: number): number | null {
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (place - Math.floor(place));
}
