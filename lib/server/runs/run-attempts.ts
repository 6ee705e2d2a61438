import "server-only";
import type { Kysely } from "kysely";
import { createId } from "@/lib/id";
import { toRunCost } from "@/lib/money/to-run-cost";
import type { Database } from "@/lib/server/db/schema";
import { measureRun } from "@/lib/server/metrics";
import type { ResolvedModel } from "@/lib/server/providers/resolve-model";
import type { WireExchange } from "@/lib/server/wire/exchange";

/** A model that was asked before the one that answered. The ledger has it as a run of its own, in no chat. */
export type EndedAttempt = {
  id: string;
  model: ResolvedModel;
  exchange: WireExchange;
  /** Epoch ms. */
  startedAt: number;
};

/** An attempt that failed before its first token, as it is measured and entered. */
export function toEndedAttempt({ model, exchange, startedAt }: Omit<EndedAttempt, "id">): EndedAttempt {
  measureRun({
    source: "chat",
    providerId: model.providerId,
    outcome: "failed",
    usage: exchange.usage,
    cost: toAttemptCost({ model, exchange }),
    firstTokenMs: null,
    durationMs: toDuration(exchange),
  });
  return { id: createId(), model, exchange, startedAt };
}

/** What an attempt that failed cost, as far as its provider says. */
export function toAttemptCost({
  model,
  exchange: { usage, billedUsd },
}: Pick<EndedAttempt, "model" | "exchange">) {
  return toRunCost({ usage, billedUsd, model: model.catalogueModel, kind: model.kind });
}

/** Enters attempts into the ledger; those that stand there already are left alone. */
export async function saveAttempts(
  db: Kysely<Database>,
  { owner, attempts }: { owner: string; attempts: readonly EndedAttempt[] },
): Promise<void> {
  if (attempts.length === 0) return;
  await db
    .insertInto("runs")
    .values(attempts.map((attempt) => toRow(owner, attempt)))
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

function toRow(owner: string, { id, model, exchange, startedAt }: EndedAttempt) {
  const cost = toAttemptCost({ model, exchange });
  const { usage, fault } = exchange;
  return {
    id,
    owner,
    chat_id: "",
    lane_id: id,
    turn_id: id,
    turn_index: 0,
    answer_id: id,
    model: model.ref,
    outcome: "failed" as const,
    error_code: fault?.code ?? null,
    input_tokens: usage?.inputTokens ?? null,
    cached_input_tokens: usage?.cachedInputTokens ?? null,
    output_tokens: usage?.outputTokens ?? null,
    reasoning_tokens: usage?.reasoningTokens ?? null,
    usage_source: usage === null ? null : ("reported" as const),
    cost_usd: cost.usd,
    cost_status: cost.status,
    duration_ms: toDuration(exchange),
    started_at: startedAt,
    ended_at: startedAt + Math.round(toDuration(exchange)),
  };
}

const toDuration = ({ startedAt, endedAt }: WireExchange) => (endedAt ?? performance.now()) - startedAt;
