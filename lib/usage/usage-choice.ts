import { type UsageDimension, type UsageMeasure, usageDimensions, usageMeasures } from "./summarise";

/** How far back `/usage` looks, in days. */
export const usagePeriods = [7, 30, 90] as const;
export type UsagePeriod = (typeof usagePeriods)[number];

/** What of the usage is looked at, as its page's address has it; null where the address says nothing that is one. */
export type UsageChoice = {
  dimension: UsageDimension | null;
  measure: UsageMeasure | null;
  /** Days since 1970, UTC. */
  day: number | null;
};

const dayMs = 86_400_000;

/** A day as in `UsageGroup`, as an ISO date. */
const toIsoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** Reads an address: `?by=provider&show=tokens&day=2026-11-05`. */
export function readUsageChoice(search: { get: (name: string) => string | null }): UsageChoice {
  const written = search.get("day") ?? "";
  const day = Date.parse(written) / dayMs;
  return {
    dimension: usageDimensions.find((name) => name === search.get("by")) ?? null,
    measure: usageMeasures.find((name) => name === search.get("show")) ?? null,
    day: Number.isInteger(day) && toIsoDay(day) === written ? day : null,
  };
}

/** The address's search with what was chosen; what was not leaves it. */
export function withUsageChoice(search: string, { dimension, measure, day }: UsageChoice): string {
  const next = new URLSearchParams(search);
  const written = { by: dimension, show: measure, day: day === null ? null : toIsoDay(day) };
  for (const [name, value] of Object.entries(written)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next.toString();
}

/** The address's search for another period. */
export function withUsagePeriod(search: string, days: UsagePeriod): string {
  const next = new URLSearchParams(search);
  next.set("days", String(days));
  return next.toString();
}
