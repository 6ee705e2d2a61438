import "server-only";
import { AppError } from "@/lib/app-error";
import { completionRequestSchema } from "@/lib/gateway/completion-request";
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
    // The files are in this plan's messages: no other model gets more of them.
    usd: toHighestCost({ ...planned, messages: plan.messages }),
  }));
  const [first, ...others] = priced.flatMap(({ planned, usd }) => (usd === null ? [] : [{ planned, usd }]));
  if (first === undefined) {
    return refuse(
      "This model's price is not known, and this server has a budget in dollars.",
      "Add the model's prices to switchyard.config.json, or choose a model whose prices are published.",
    );
  }
  const { ref, modelName, providerName, model, settings, messages, notices } = first.planned;
  const unpriced = priced.flatMap(({ planned, usd }) => (usd === null ? [toUnpriced(planned)] : []));
  const route = plan.route && {
    ...plan.route,
    fallbacks: others.map(({ planned }) => planned),
    stops: [...plan.route.stops, ...unpriced],
  };
  const affordable = { ...plan, ref, modelName, providerName, model, settings, messages, notices, route };
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

type Priced = Pick<CallablePlan, "model" | "messages" | "settings">;

const answersSchema = completionRequestSchema.pick({
  n: true,
  max_tokens: true,
  max_completion_tokens: true,
});

/** As much of the request as decides what it may cost. */
function toMeasured({ model, messages, settings }: Priced) {
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

/** null when its price is not known. */
function toHighestCost({ model, messages, settings }: Priced): number | null {
  if (model.kind !== "hosted") return 0;
  return estimateHighestCost(toMeasured({ model, messages, settings }), model.catalogueModel);
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
