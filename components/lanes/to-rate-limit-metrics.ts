import { formatCount } from "@/lib/format-number";
import type { RateLimitHeader } from "@/lib/runs/answer-metadata";
import type { Metric } from "./to-metrics";

const kinds = [
  { suffix: "-requests", label: "Requests left" },
  { suffix: "-tokens", label: "Tokens left" },
  { suffix: "", label: "Rate limit left" },
];

/** Some providers write more than a number, e.g. a window: that is shown as it is. */
function toCount(value: string): string {
  return /^\d+$/.test(value) ? formatCount(Number(value)) : value;
}

/** What a provider's rate-limit headers say is left, with the headers themselves as the source. */
export function toRateLimitMetrics(headers: RateLimitHeader[]): Metric[] {
  const byName = new Map(headers.map(({ name, value }) => [name.replace(/^x-/, ""), value]));
  const source = `As the provider said with this answer: ${headers.map(({ name, value }) => `${name}: ${value}`).join(", ")}.`;
  return kinds.flatMap(({ suffix, label }) => {
    const left = byName.get(`ratelimit-remaining${suffix}`);
    if (left === undefined) return [];
    const limit = byName.get(`ratelimit-limit${suffix}`);
    const value = limit === undefined ? toCount(left) : `${toCount(left)} of ${toCount(limit)}`;
    return [{ id: `left${suffix}`, label, value, source }];
  });
}
