import "server-only";
import { AppError } from "@/lib/app-error";
import { completionRequestSchema } from "@/lib/gateway/completion-request";
import { estimateHighestCost } from "@/lib/gateway/estimate-request";
import type { RunError } from "@/lib/runs/run-error";
import { getDb } from "@/lib/server/db/get-db";
import { getLog } from "@/lib/server/log";
import { listBudgets, type Reservation, reserveBudget, settleBudget } from "./budget-store";
import type { RunPlan } from "./run-plan";

type CallablePlan = RunPlan & { model: NonNullable<RunPlan["model"]> };
type Reserved = { settle: (costUsd: number | null) => void } | { refusal: RunError };

const refuse = (title: string, advice: string): Reserved => ({
  refusal: {
    code: "payment_required",
    title,
    advice,
    status: null,
    providerMessage: null,
    requestId: null,
    retryAt: null,
  },
});

/** Holds back what a run of a chat may cost, where the server has a budget; or says why it must not start. */
export async function reserveForTurn({ model, messages, settings }: CallablePlan): Promise<Reserved> {
  const budgets = listBudgets(null);
  if (budgets.length === 0 || model.kind !== "hosted") return { settle: () => {} };
  const usd = estimateHighestCost(toMeasured({ model, messages, settings }), model.catalogueModel);
  if (usd === null) {
    return refuse(
      "This model's price is not known, and this server has a budget in dollars.",
      "Add the model's prices to switchyard.config.json, or choose a model whose prices are published.",
    );
  }
  try {
    const reservation = await reserveBudget({ owner: "local", budgets, usd, saveRun: async () => {} });
    return { settle: (costUsd) => void settle(reservation, costUsd) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refuse(error.message, "It begins anew next month; SWITCHYARD_BUDGET_USD_PER_MONTH sets it.");
  }
}

const answersSchema = completionRequestSchema.pick({
  n: true,
  max_tokens: true,
  max_completion_tokens: true,
});

/** As much of the request as decides what it may cost. */
function toMeasured({ model, messages, settings }: Pick<CallablePlan, "model" | "messages" | "settings">) {
  const { instructions, tools, maxOutputTokens, body } = settings;
  const system = instructions === undefined ? [] : [{ role: "system", content: instructions }];
  const own = answersSchema.safeParse(body ?? {});
  return {
    model: model.ref,
    messages: [...system, ...messages],
    ...(tools === undefined ? {} : { tools }),
    ...(maxOutputTokens === undefined ? {} : { max_tokens: maxOutputTokens }),
    ...(own.success ? own.data : {}),
  };
}

async function settle(reservation: Reservation, costUsd: number | null): Promise<void> {
  try {
    await settleBudget(await getDb(), { reservation, costUsd });
  } catch (error) {
    getLog().warn({ err: error }, "what an answer cost could not be counted in the budget");
  }
}
