import type { RateLimitHeader } from "@/lib/runs/answer-metadata";
import type { Metric } from "./to-metrics";

const kinds = [
  { suffix: "-requests", label: "Requests left" },
  { suffix: "-tokens", label: "Tokens left" },
  { suffix: "", label: "Rate limit left" },
];

/** What a provider's rate-limit headers say is left, with the headers themselves as the source. */
export function toRateLimitMetrics(headers: RateLimitHeader[]): Metric[] {
  const byName = new Map(headers.map(({ name, value }) => [name.replace(/^x-/, ""), value]));
  const source = `As the provider said with this answer: ${headers.map(({ name, value }) => `${name}: ${value}`).join(", ")}.`;
  return kinds.flatMap(({ suffix, label }) => {
    const left = byName.get(`ratelimit-remaining${suffix}`);
    if (left === undefined) return [];
    const limit = byName.get(`ratelimit-limit${suffix}`);
    return [
      { id: `left${suffix}`, label, value: limit === undefined ? left : `${left} of ${limit}`, source },
    ];
  });
}
