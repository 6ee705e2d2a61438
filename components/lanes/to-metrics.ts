import type { BestMark } from "@/lib/comparison/to-best-marks";
import { formatCount, formatRate, formatSeconds } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";
import type { AnswerMetadata, CostStatus, RunCost, RunUsage } from "@/lib/runs/answer-metadata";
import { toRateLimitMetrics } from "./to-rate-limit-metrics";

/** One figure of an answer, in words. */
export type Metric = {
  id: string;
  label: string;
  value: string;
  source: string;
  /** Said only where the figures are explained. */
  isDetail?: boolean;
  /** Nothing in its turn was better. */
  isBest?: boolean;
};

const notReported = "not reported";

const noTokens: Metric = {
  id: "tokens",
  label: "Tokens",
  value: notReported,
  source: "The provider reported no tokens for this answer, so there is no speed either.",
};

/**
 * The figures of an ended answer, marked where they are the best of their turn. What nobody said is said to be unknown; it
 * is never a zero.
 */
export function toMetrics(
  metadata: AnswerMetadata,
  best: ReadonlySet<BestMark> = new Set<BestMark>(),
): Metric[] {
  const marks: ReadonlySet<string> = best;
  return toFigures(metadata).map((metric) => (marks.has(metric.id) ? { ...metric, isBest: true } : metric));
}

function toFigures(metadata: AnswerMetadata): Metric[] {
  const { outcome, timing, usage, cost, finishReason, error, generated, rateLimits = [] } = metadata;
  // A refusal before the first token has no figures: its card says everything.
  if (outcome === "failed" && timing.firstTokenMs === null && usage === null)
    return toRateLimitMetrics(rateLimits);
  const ended = outcome !== "failed" || finishReason !== null;
  return [
    // A server that was restarted has forgotten what it had measured.
    generated === true
      ? toReply(timing.firstTokenMs)
      : toFirstToken(timing.firstTokenMs, error?.code === "server_restarted" ? "not measured" : "none came"),
    ...(usage === null
      ? [noTokens]
      : [
          ...(generated === true ? [] : [toSpeed(timing.outputTokensPerSecond, usage)]),
          toInput(usage),
          toOutput(usage),
        ]),
    toCost(cost, usage),
    ...toThousand(cost),
    ...(ended ? [toFinish(finishReason)] : []),
    ...toRateLimitMetrics(rateLimits).map((metric) => ({ ...metric, isDetail: true })),
  ];
}

function toReply(replyMs: number | null): Metric {
  return {
    id: "reply",
    label: "One reply",
    value: replyMs === null ? "none came" : formatSeconds(replyMs),
    source:
      "Measured here: from sending the request to the reply. It was not streamed, so there is no speed.",
  };
}

function toFinish(finishReason: string | null): Metric {
  return {
    id: "finish",
    label: "Finish",
    value: finishReason ?? notReported,
    source:
      finishReason === null
        ? "The stream ended without a finish reason."
        : "The provider's reason for ending the answer.",
  };
}

function toFirstToken(firstTokenMs: number | null, unknown: string): Metric {
  return {
    id: "first-token",
    label: "First token",
    value: firstTokenMs === null ? unknown : formatSeconds(firstTokenMs),
    source: "Measured here: from sending the request to the first text or reasoning.",
  };
}

function toSpeed(tokensPerSecond: number | null, usage: RunUsage): Metric {
  const unknown = usage.outputTokens === null ? notReported : "too short to tell";
  return {
    id: "speed",
    label: "Speed",
    value: tokensPerSecond === null ? unknown : `${formatRate(tokensPerSecond)} tok/s`,
    source:
      "The output tokens that arrived, as the provider counted them, over the time after the first, measured here; reasoning it kept to itself is left out. Shown from 40 tokens and 200 ms on.",
  };
}

function toInput({ inputTokens, cachedInputTokens: cached }: RunUsage): Metric {
  return {
    id: "input",
    label: "Tokens in",
    value: toTokens(inputTokens, cached, "cached"),
    source:
      cached === null
        ? "Input tokens as the provider reported them. It did not say how many came from its cache."
        : `Input tokens as the provider reported them; ${formatCount(cached)} of them came from its cache.`,
  };
}

function toOutput({ outputTokens, reasoningTokens: reasoning }: RunUsage): Metric {
  return {
    id: "output",
    label: "Tokens out",
    value: toTokens(outputTokens, reasoning, "reasoning"),
    source:
      reasoning === null
        ? "Output tokens as the provider reported them. It did not say how many went into reasoning."
        : `Output tokens as the provider reported them; ${formatCount(reasoning)} of them went into reasoning.`,
  };
}

/** The part is named where there is one: a reported 0 and an unreported part differ in the explanation. */
function toTokens(count: number | null, part: number | null, partName: string): string {
  if (count === null) return notReported;
  return part === null || part === 0
    ? formatCount(count)
    : `${formatCount(count)} (${formatCount(part)} ${partName})`;
}

const costSources: Record<CostStatus, string> = {
  billed: "What the provider says it billed for this answer.",
  estimated: "Calculated here from the reported tokens and the published prices.",
  unknown: "Nobody said what it cost.",
  "listed-zero": "The provider lists this model at 0, which need not mean that it is free.",
  local: "Runs on your own machine: no provider bills it.",
  simulated: "Simulated: the demo provider bills nothing.",
};

function toCost({ usd, status, note }: RunCost, usage: RunUsage | null): Metric {
  const counted = usage !== null && usage.inputTokens !== null && usage.outputTokens !== null;
  // With all tokens reported it can only be the price that is missing.
  const unknown = counted ? "not published" : "unknown";
  const known = usd === null ? status : `${formatUsd(usd)} ${status === "listed-zero" ? "listed" : status}`;
  return {
    id: "cost",
    label: "Cost",
    value: status === "unknown" ? unknown : known,
    source: note ?? costSources[status],
  };
}

/** Costs of single answers are hard to picture. */
function toThousand({ usd, status }: RunCost): Metric[] {
  if (usd === null || usd === 0) return [];
  return [
    {
      id: "thousand",
      label: "Per 1,000",
      value: formatUsd(usd * 1000),
      source: `What a thousand answers like this one would cost: its ${status} cost times 1,000.`,
    },
  ];
}
