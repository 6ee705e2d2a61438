import { formatCompactCount, formatCount } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";
import { totalUsd, type UsageMeasure, type UsageSum } from "@/lib/usage/summarise";

/** A sum in words, with what it leaves out: what nobody knows is called so, and is never 0. */
export function sayMeasure(sum: UsageSum, measure: UsageMeasure): string {
  if (sum.runs === 0) return "nothing ran";
  if (measure === "usd") return sayCost(sum);
  return measure === "tokens" ? sayTokens(sum) : countRuns(sum.runs);
}

export const countRuns = (count: number): string => `${formatCount(count)} ${count === 1 ? "run" : "runs"}`;

function sayCost(sum: UsageSum): string {
  const { billedRuns, estimatedRuns, unpricedRuns, freeRuns } = sum;
  const kinds = [...(billedRuns > 0 ? ["billed"] : []), ...(estimatedRuns > 0 ? ["estimated"] : [])];
  const unknown = unpricedRuns === 0 ? [] : [`cost of ${countRuns(unpricedRuns)} unknown`];
  if (kinds.length > 0) return [`${formatUsd(totalUsd(sum))} ${kinds.join(" and ")}`, ...unknown].join(", ");
  return unknown[0] ?? (freeRuns > 0 ? "simulated or local" : "nothing was used");
}

function sayTokens({ inputTokens, outputTokens, countedRuns, guessedRuns, uncountedRuns }: UsageSum): string {
  const about = guessedRuns > 0 ? "≈ " : "";
  const unknown = uncountedRuns === 0 ? [] : [`tokens of ${countRuns(uncountedRuns)} unknown`];
  if (countedRuns > 0)
    return [`${about}${formatCompactCount(inputTokens + outputTokens)} tokens`, ...unknown].join(", ");
  return unknown[0] ?? "nothing was used";
}
