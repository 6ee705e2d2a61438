import "server-only";
import { estimateTokens } from "@/lib/money/estimate-tokens";
import { toRunCost } from "@/lib/money/to-run-cost";
import type { RunUsage } from "@/lib/runs/answer-metadata";
import { judgeOutcome } from "@/lib/runs/judge-outcome";
import type { ResolvedModel } from "@/lib/server/providers/resolve-model";
import type { WireExchange } from "@/lib/server/wire/exchange";
import { isKnownFinishReason } from "@/lib/server/wire/finish-reasons";
import type { EndedRun } from "./ledger";

/** What the ledger says of an exchange that is over. Where the provider reported no usage, what came is estimated. */
export function toEndedRun({
  exchange,
  model,
  startedAt,
  estimatedInputTokens,
}: {
  exchange: WireExchange;
  model: Pick<ResolvedModel, "catalogueModel" | "kind">;
  /** `performance.now()` when the request came. */
  startedAt: number;
  estimatedInputTokens: number;
}): EndedRun {
  const { fault, finishReason, firstTokenAt, isStream, billedUsd } = exchange;
  const isLeft = fault === null && finishReason === null;
  const usage = exchange.usage ?? estimateUsage(exchange, estimatedInputTokens);
  return {
    outcome: judgeOutcome({
      stopped: isLeft,
      errorCode: fault?.code ?? null,
      hasKnownFinish: isKnownFinishReason(finishReason),
    }),
    errorCode: fault?.code ?? null,
    finishReason,
    usage,
    usageSource: usage === null ? null : exchange.usage === null ? "estimated" : "reported",
    cost: toRunCost({ usage, billedUsd, model: model.catalogueModel, kind: model.kind }),
    firstTokenMs:
      firstTokenAt === null || !isStream ? null : firstTokenAt - exchange.startedAt - exchange.waitedMs,
    durationMs: (exchange.endedAt ?? performance.now()) - startedAt,
  };
}

/** null when nothing came: then nobody can tell whether anything was used. */
function estimateUsage({ answerCharacters }: WireExchange, inputTokens: number): RunUsage | null {
  if (answerCharacters === 0) return null;
  return {
    inputTokens,
    outputTokens: estimateTokens(answerCharacters),
    cachedInputTokens: null,
    reasoningTokens: null,
  };
}
