import { formatCount, formatRate, formatSeconds } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";
import type { AnswerMetadata, CostStatus, RunUsage } from "@/lib/runs/answer-metadata";

/** One figure of an answer, in words. */
export type Metric = { id: string; label: string; value: string; source: string };

const notReported = "not reported";

/** The figures of an ended answer. What nobody said is said to be unknown; it is never a zero. */
export function toMetrics({ outcome, timing, usage, cost, finishReason }: AnswerMetadata): Metric[] {
  // A refusal before the first token has no figures: its card says everything.
  if (outcome === "failed" && timing.firstTokenMs === null && usage === null) return [];
  return [
    toFirstToken(timing.firstTokenMs),
    toSpeed(timing.outputTokensPerSecond, usage),
    toInput(usage),
    toOutput(usage),
    toCost(cost),
    {
      id: "finish",
      label: "Finish",
      value: finishReason ?? notReported,
      source:
        finishReason === null
          ? "The stream ended without a finish reason."
          : "The provider's reason for ending the answer.",
    },
  ];
}

function toFirstToken(firstTokenMs: number | null): Metric {
  return {
    id: "first-token",
    label: "First token",
    value: firstTokenMs === null ? "none came" : formatSeconds(firstTokenMs),
    source: "Measured here: from sending the request to the first text or reasoning.",
  };
}

function toSpeed(tokensPerSecond: number | null, usage: RunUsage | null): Metric {
  const unknown = usage?.outputTokens == null ? notReported : "too short to tell";
  return {
    id: "speed",
    label: "Speed",
    value: tokensPerSecond === null ? unknown : `${formatRate(tokensPerSecond)} tok/s`,
    source:
      "The provider's output tokens over the time after the first token, measured here. Shown from 40 tokens and 200 ms on.",
  };
}

function toInput(usage: RunUsage | null): Metric {
  const cached = usage?.cachedInputTokens ?? null;
  return {
    id: "input",
    label: "In",
    value: toTokens(usage?.inputTokens ?? null, cached === null ? null : `${formatCount(cached)} cached`),
    source:
      cached === null
        ? "Input tokens as the provider reported them. It did not say how many came from its cache."
        : "Input tokens as the provider reported them; cached ones are part of them.",
  };
}

function toOutput(usage: RunUsage | null): Metric {
  const reasoning = usage?.reasoningTokens ?? null;
  return {
    id: "output",
    label: "Out",
    value: toTokens(
      usage?.outputTokens ?? null,
      reasoning === null ? null : `${formatCount(reasoning)} reasoning`,
    ),
    source:
      reasoning === null
        ? "Output tokens as the provider reported them. It did not say how many went into reasoning."
        : "Output tokens as the provider reported them; reasoning is part of them.",
  };
}

function toTokens(count: number | null, part: string | null): string {
  if (count === null) return notReported;
  return part === null ? formatCount(count) : `${formatCount(count)} (${part})`;
}

const costSources: Record<CostStatus, string> = {
  billed: "What the provider says it billed for this answer.",
  estimated: "Calculated here from the reported tokens and the published prices.",
  unknown: "Unknown: no price is published for this model, or the provider reported no tokens.",
  "listed-zero": "The provider lists this model at 0, which need not mean that it is free.",
  local: "Runs on your own machine: no provider bills it.",
  simulated: "Simulated: the demo provider bills nothing.",
};

function toCost({ usd, status, note }: AnswerMetadata["cost"]): Metric {
  const source = note === null ? costSources[status] : `${costSources[status]} ${note}`;
  return { id: "cost", label: "Cost", value: toCostValue(usd, status), source };
}

function toCostValue(usd: number | null, status: CostStatus): string {
  if (usd === null) return status.replace("-", " ");
  return status === "listed-zero" ? `${formatUsd(usd)} listed` : `${formatUsd(usd)} ${status}`;
}
