import "server-only";
import { AppError } from "@/lib/app-error";
import { estimateHighestCost } from "@/lib/gateway/estimate-request";
import type { RouteStop } from "@/lib/routes/route-trail";
import type { RunError } from "@/lib/runs/run-error";
import { getDb } from "@/lib/server/db/get-db";
import { getLog } from "@/lib/server/log";
import { listBudgets, type Reservation, reserveBudget, settleBudget } from "./budget-store";
import type { CallablePlan } from "./run-plan";

/** The plan that the budgets allow, and how they hear what it cost. */
type Reserved = { plan: CallablePlan; settle: (costUsd: number | null) => void } | { refusal: RunError };

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

/**
 * Holds back the most that a run of a chat may cost, by whichever of its models, where the server has a budget; or says why
 * it must not start. Models whose price is not known are not asked then.
 */
export async function reserveForTurn(plan: CallablePlan): Promise<Reserved> {
  const budgets = listBudgets(null);
  if (budgets.length === 0) return { plan, settle: () => {} };
  const priced = [plan, ...(plan.route?.fallbacks ?? [])].map((planned) => ({
    planned,
    usd: toHighestCost(plan, planned.model),
  }));
  const [first, ...others] = priced.flatMap(({ planned, usd }) => (usd === null ? [] : [{ planned, usd }]));
  if (first === undefined) {
    return refuse(
      "This model's price is not known, and this server has a budget in dollars.",
      "Add the model's prices to switchyard.config.json, or choose a model whose prices are published.",
    );
  }
  const { ref, modelName, providerName, model, messages, notices } = first.planned;
  const unpriced = priced.flatMap(({ planned, usd }) => (usd === null ? [toUnpriced(planned)] : []));
  const route = plan.route && {
    ...plan.route,
    fallbacks: others.map(({ planned }) => planned),
    stops: [...plan.route.stops, ...unpriced],
  };
  const affordable = { ...plan, ref, modelName, providerName, model, messages, notices, route };
  if (![first, ...others].some(({ planned }) => planned.model.kind === "hosted"))
    return { plan: affordable, settle: () => {} };
  const usd = Math.max(first.usd, ...others.map((other) => other.usd));
  try {
    const reservation = await reserveBudget({ owner: "local", budgets, usd, saveRun: async () => {} });
    return { plan: affordable, settle: (costUsd) => void settle(reservation, costUsd) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refuse(error.message, "It begins anew next month; SWITCHYARD_BUDGET_USD_PER_MONTH sets it.");
  }
}

/** null when its price is not known. */
function toHighestCost({ messages, settings }: CallablePlan, model: CallablePlan["model"]): number | null {
  if (model.kind !== "hosted") return 0;
  const { maxOutputTokens } = settings;
  const request = { model: model.ref, messages, ...(maxOutputTokens ? { max_tokens: maxOutputTokens } : {}) };
  return estimateHighestCost(request, model.catalogueModel);
}

function toUnpriced({ ref, modelName }: Pick<CallablePlan, "ref" | "modelName">): RouteStop {
  const reason = "Its price is not known, and a budget in dollars holds.";
  return { model: ref, modelName, reason, code: null, status: null, durationMs: null };
}

async function settle(reservation: Reservation, costUsd: number | null): Promise<void> {
  try {
    await settleBudget(await getDb(), { reservation, costUsd });
  } catch (error) {
    getLog().warn({ err: error }, "what an answer cost could not be counted in the budget");
  }
}
