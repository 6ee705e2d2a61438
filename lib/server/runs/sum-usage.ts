import "server-only";
import type { RunUsage } from "@/lib/runs/answer-metadata";
import type { WireExchange } from "@/lib/server/wire/exchange";

/** The sum of what is known; null when nothing is. */
function sumKnown(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** The tokens of all requests of a run; a kind that one of them did not report is unknown. */
export function sumUsage(exchanges: WireExchange[]): RunUsage | null {
  const reported = exchanges.flatMap((exchange) => exchange.usage ?? []);
  if (reported.length === 0 || reported.length < exchanges.length) return null;
  const sum = (pick: (usage: RunUsage) => number | null) => {
    const values = reported.map(pick);
    return values.includes(null) ? null : sumKnown(values);
  };
  return {
    inputTokens: sum((usage) => usage.inputTokens),
    cachedInputTokens: sum((usage) => usage.cachedInputTokens),
    outputTokens: sum((usage) => usage.outputTokens),
    reasoningTokens: sum((usage) => usage.reasoningTokens),
    ...sumIfSaid(reported, "cacheWriteTokens"),
    ...sumIfSaid(reported, "audioInputTokens"),
  };
}

/** A kind of tokens that only some providers speak of: what was not said counts as none. */
function sumIfSaid<Name extends "cacheWriteTokens" | "audioInputTokens">(
  reported: readonly RunUsage[],
  name: Name,
): { [Key in Name]?: number } {
  const said = reported.flatMap((usage) => usage[name] ?? []);
  if (said.length === 0) return {};
  // The one key is the name itself.
  return { [name]: said.reduce((sum, value) => sum + value, 0) } as { [Key in Name]?: number };
}
