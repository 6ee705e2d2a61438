import "server-only";
import { AppError } from "@/lib/app-error";
import type { CompletionRequest } from "@/lib/gateway/completion-request";
import { estimateHighestCost, measurePrompt } from "@/lib/gateway/estimate-request";
import { toMonth } from "@/lib/money/to-month";
import type { Caller } from "@/lib/server/access/caller";
import type { ResolvedModel } from "@/lib/server/providers/resolve-model";
import { listBudgets, reserveBudget } from "@/lib/server/runs/budget-store";
import { insertGatewayRuns, type StartedRun } from "./ledger";
import type { Target } from "./resolve-target";

type Reserving = { caller: Caller; body: CompletionRequest; target: Target; run: StartedRun };

/**
 * Holds back, where a budget limits it, the most that any model of the target may cost, and stores the run with it. Returns
 * the target without the models whose price is not known: under a budget they are not asked.
 * @throws AppError `price_unknown`, `budget_exceeded`
 */
export async function reserveForRequest({ caller, body, target, run }: Reserving): Promise<Target> {
  const budgets = listBudgets(caller.token);
  if (budgets.length === 0) return target;
  const size = measurePrompt(body);
  const toUsd = ({ kind, catalogueModel }: ResolvedModel) =>
    kind === "hosted" ? estimateHighestCost(body, catalogueModel, size) : 0;
  const priced = target.candidates.map((model) => ({ model, usd: toUsd(model) }));
  const [first, ...others] = priced.flatMap(({ model, usd }) => (usd === null ? [] : [{ model, usd }]));
  if (first === undefined) throw priceUnknown(target.candidates[0]);
  run.model = first.model.ref;
  const usd = Math.max(first.usd, ...others.map((candidate) => candidate.usd));
  // Nothing of what runs on this machine or is simulated costs money.
  if ([first, ...others].some(({ model }) => model.kind === "hosted")) {
    const scopes = budgets.map(({ scope }) => scope);
    const reservation = { owner: caller.ownerId, scopes, period: toMonth(run.startedAt), usd };
    run.reservation = await reserveBudget({
      owner: caller.ownerId,
      budgets,
      usd,
      saveRun: (transaction) => insertGatewayRuns(transaction, [{ ...run, reservation }]),
    });
  }
  const unpriced = priced.flatMap(({ model, usd: known }) => (known === null ? [model] : []));
  return {
    ...target,
    candidates: [first.model, ...others.map(({ model }) => model)],
    stops: [...target.stops, ...unpriced.map(toUnpriced)],
  };
}

function toUnpriced({ ref, modelName }: ResolvedModel): Target["stops"][number] {
  const reason = "Its price is not known, and a budget in dollars holds.";
  return { model: ref, modelName, reason, code: null, status: null, durationMs: null };
}

function priceUnknown({ ref }: ResolvedModel): AppError {
  return new AppError(
    "price_unknown",
    `The price of ${ref} is not known, so a budget in dollars cannot hold for it. Add its prices to switchyard.config.json, or use it without a budget.`,
  );
}
