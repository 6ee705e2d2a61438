import { formatCompactCount } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";
import type { UsageMeasure } from "@/lib/usage/summarise";

export function formatMeasure(value: number, measure: UsageMeasure): string {
  if (measure === "usd") return formatUsd(value);
  const count = formatCompactCount(value);
  return measure === "tokens" ? `${count} tokens` : `${count} ${value === 1 ? "run" : "runs"}`;
}
