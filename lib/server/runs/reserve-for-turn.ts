import "server-only";
import { AppError } from "@/lib/app-error";
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
  const { maxOutputTokens } = settings;
  const request = { model: model.ref, messages, ...(maxOutputTokens ? { max_tokens: maxOutputTokens } : {}) };
  const usd = estimateHighestCost(request, model.catalogueModel);
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

async function settle(reservation: Reservation, costUsd: number | null): Promise<void> {
  try {
    await settleBudget(await getDb(), { reservation, costUsd });
  } catch (error) {
    getLog().warn({ err: error }, "what an answer cost could not be counted in the budget");
  }
}
