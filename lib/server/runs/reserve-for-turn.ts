import "server-only";
import type { ModelMessage } from "ai";
import { AppError } from "@/lib/app-error";
import { completionRequestSchema } from "@/lib/gateway/completion-request";
import { estimateHighestCost } from "@/lib/gateway/estimate-request";
import type { RouteStop } from "@/lib/routes/route-trail";
import type { RunError } from "@/lib/runs/run-error";
import { explainDbFailure } from "@/lib/server/db/explain-db-failure";
import { getLog } from "@/lib/server/log";
import type { OfferedTool } from "@/lib/server/tools/offered-tool";
import { toBodyFormat } from "@/lib/tools/response-format";
import { listBudgets } from "./budget-store";
import type { LiveRun } from "./live-run";
import { RunBudget } from "./run-budget";
import type { CallablePlan } from "./run-plan";

/** The plan that the budgets allow. */
type Reserved = { plan: CallablePlan } | { refusal: RunError };

const toRefusal = (error: Pick<RunError, "code" | "title" | "advice">): RunError => ({
  ...error,
  status: null,
  providerMessage: null,
  requestId: null,
  retryAt: null,
});

/**
 * Holds back the most that a run of a chat may cost, by whichever of its models, where the server has a budget; or says why
 * it must not start. Models whose price is not known are not asked then.
 */
export async function reserveForTurn(plan: CallablePlan, run: LiveRun): Promise<Reserved> {
  const budgets = listBudgets(null);
  if (budgets.length === 0) return { plan };
  const priced = [plan, ...(plan.route?.fallbacks ?? [])].map((planned) => ({
    planned,
    // The files are in this plan's messages: no other model gets more of them.
    usd: toHighestCost({ ...planned, messages: plan.messages }),
  }));
  const [first, ...others] = priced.flatMap(({ planned, usd }) => (usd === null ? [] : [{ planned, usd }]));
  if (first === undefined) {
    return {
      refusal: toRefusal({
        code: "budget_refused",
        title: "This model's price is not known, and this server has a budget in dollars.",
        advice:
          "Add the model's prices to switchyard.config.json, or choose a model whose prices are published.",
      }),
    };
  }
  const { ref, modelName, providerName, model, settings, messages, notices } = first.planned;
  const unpriced = priced.flatMap(({ planned, usd }) => (usd === null ? [toUnpriced(planned)] : []));
  const route = plan.route && {
    ...plan.route,
    fallbacks: others.map(({ planned }) => planned),
    stops: [...plan.route.stops, ...unpriced],
  };
  const affordable = { ...plan, ref, modelName, providerName, model, settings, messages, notices, route };
  // Nothing of what runs on this machine or is simulated costs money.
  if (![first, ...others].some(({ planned }) => planned.model.kind === "hosted")) return { plan: affordable };
  run.budget = new RunBudget(plan.runId, budgets);
  const usd = Math.max(first.usd, ...others.map((other) => other.usd));
  const refusal = await tryHold(run, () => run.budget.hold(usd));
  return refusal === null ? { plan: affordable } : { refusal };
}

/** A request of a run with tools, as it is about to be sent. */
type Step = {
  plan: CallablePlan;
  run: LiveRun;
  messages: ModelMessage[];
  tools: readonly OfferedTool[];
  /** What the requests before it came to; null when that cannot be known. */
  spentUsd: number | null;
  isFirst: boolean;
};

/**
 * Holds back the most that this request may cost, in place of what was held for those before it; returns why it must not be
 * sent, or null. For the first one more is held where the tools, which were looked up meanwhile, need it.
 */
export async function reserveForStep(step: Step): Promise<RunError | null> {
  const { plan, run, messages, isFirst, spentUsd } = step;
  const { budget } = run;
  if (!budget.isLimited) return null;
  const tools = step.tools.map(({ name, description, parameters }) => ({ name, description, parameters }));
  const usd = toHighestCost({ ...plan, messages }, tools) ?? budget.heldUsd;
  if (isFirst && usd <= budget.heldUsd) return null;
  return tryHold(run, () => budget.hold(usd, spentUsd));
}

async function tryHold({ id }: LiveRun, hold: () => Promise<void>): Promise<RunError | null> {
  try {
    await hold();
    return null;
  } catch (error) {
    if (error instanceof AppError) {
      const advice = "It begins anew next month; SWITCHYARD_BUDGET_USD_PER_MONTH sets it.";
      return toRefusal({ code: "budget_refused", title: error.message, advice });
    }
    getLog().warn({ err: error, runId: id }, "the budget of a run could not be read");
    const why = explainDbFailure(error) ?? "The server's log has the reason under the request id below";
    const advice = `${why}. Without it nothing more is sent: try it again.`;
    const title = "What is left of this server's budget could not be read.";
    return { ...toRefusal({ code: "internal", title, advice }), requestId: id };
  }
}

type Priced = Pick<CallablePlan, "model" | "messages" | "settings">;

const answersSchema = completionRequestSchema.pick({
  n: true,
  max_tokens: true,
  max_completion_tokens: true,
});

/** As much of the request as decides what it may cost. */
function toMeasured({ model, messages, settings }: Priced, tools: readonly object[] | undefined) {
  const { instructions, maxOutputTokens, responseFormat, body } = settings;
  const system = instructions === undefined ? [] : [{ role: "system", content: instructions }];
  const own = answersSchema.safeParse(body ?? {});
  return {
    model: model.ref,
    messages: [...system, ...messages],
    ...(tools === undefined ? {} : { tools }),
    ...(responseFormat === undefined ? {} : { response_format: toBodyFormat(responseFormat) }),
    ...(maxOutputTokens === undefined ? {} : { max_tokens: maxOutputTokens }),
    ...(own.success ? own.data : {}),
  };
}

/** null when its price is not known. */
function toHighestCost(
  { model, messages, settings }: Priced,
  tools: readonly object[] | undefined = settings.tools,
): number | null {
  if (model.kind !== "hosted") return 0;
  return estimateHighestCost(toMeasured({ model, messages, settings }, tools), model.catalogueModel);
}

function toUnpriced({ ref, modelName }: Pick<CallablePlan, "ref" | "modelName">): RouteStop {
  const reason = "Its price is not known, and a budget in dollars holds.";
  return { model: ref, modelName, reason, code: null, status: null, durationMs: null };
}
