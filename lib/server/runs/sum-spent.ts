import "server-only";
import type { ResolvedModel } from "@/lib/server/providers/resolve-model";
import type { WireExchange } from "@/lib/server/wire/exchange";
import { type EndedAttempt, toAttemptCost } from "./run-attempts";

type Spending = {
  /** Of other models before this one. */
  attempts: readonly EndedAttempt[];
  exchanges: readonly WireExchange[];
  model: ResolvedModel;
};

/**
 * What the requests of a run cost, in USD, as a budget counts it; null when that cannot be known. A request of which nothing
 * came cost nothing, as far as anybody can tell.
 */
export function sumSpent({ attempts, exchanges, model }: Spending): number | null {
  const own = exchanges.map((exchange) => toSpent(exchange, model));
  const earlier = attempts.map((attempt) => toAttemptCost(attempt).usd ?? 0);
  return [...earlier, ...own].reduce((sum, usd) => (sum === null || usd === null ? null : sum + usd), 0);
}

function toSpent(exchange: WireExchange, model: ResolvedModel): number | null {
  const { usd, status } = toAttemptCost({ model, exchange });
  if (usd !== null || status === "local" || status === "simulated") return usd ?? 0;
  return exchange.usage === null && exchange.answerCharacters === 0 ? 0 : null;
}
