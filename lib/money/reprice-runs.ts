import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import type { RunUsage } from "@/lib/runs/answer-metadata";
import { toRunCost } from "./to-run-cost";

/** What must be said beside any such comparison. */
export const repricingCaveats = [
  "Token counts are those of the models that answered: another model's tokenizer counts the same text differently.",
  "A model that reasons writes more than the answer; one that does not writes less.",
  "Cached tokens are priced as cached where the model's price for them is known; whether it would have had them is not.",
];

export type RepricedModel = {
  model: CatalogueModel;
  /** USD for all runs that can be priced; null when the model's prices are not known or it runs on the operator's machine. */
  usd: number | null;
  /** What was assumed, each once. */
  notes: string[];
  /** The longest run would not have fitted; null when its context is not stated. */
  isTooShort: boolean | null;
};

export type Repricing = {
  /**
   * Cheapest first; then those that could not have answered, then what is listed at $0 (which need not mean free), the
   * unknown last.
   */
  models: RepricedModel[];
  pricedRuns: number;
  /** Runs whose provider reported no complete counts: they are in no sum. */
  unpricedRuns: number;
};

type CountedUsage = RunUsage & { inputTokens: number; outputTokens: number };

const isCounted = (usage: RunUsage | null): usage is CountedUsage =>
  usage !== null && usage.inputTokens !== null && usage.outputTokens !== null;

function reprice(model: CatalogueModel, runs: CountedUsage[]): RepricedModel {
  // Run by run: a tier is a cliff on one request, not on their sum.
  const costs = runs.map((usage) =>
    model.priceState === "local" || model.priceState === "simulated"
      ? { usd: null, note: model.priceState }
      : toRunCost({ usage, billedUsd: null, model, kind: "hosted" }),
  );
  const amounts = costs.flatMap(({ usd }) => usd ?? []);
  return {
    model,
    usd:
      runs.length > 0 && amounts.length === runs.length
        ? amounts.reduce((sum, amount) => sum + amount, 0)
        : null,
    notes: [...new Set(costs.flatMap(({ note }) => note ?? []))],
    isTooShort: isTooShort(model, runs),
  };
}

function isTooShort({ contextTokens, maxInputTokens }: CatalogueModel, runs: CountedUsage[]): boolean | null {
  if (contextTokens === null) return null;
  return runs.some(
    ({ inputTokens, outputTokens }) =>
      inputTokens + outputTokens > contextTokens || inputTokens > (maxInputTokens ?? contextTokens),
  );
}

function toRank({ model, usd, isTooShort: isShort }: RepricedModel): number {
  if (usd === null) return 3;
  if (model.priceState === "listed-zero") return 2;
  return isShort === true || writesNothing(model) ? 1 : 0;
}

/** Who charges for reading and nothing for writing writes nothing: embeddings, rerankers, transcription. */
const writesNothing = ({ prices }: CatalogueModel): boolean =>
  prices.outputUsdPerMTok === 0 && prices.inputUsdPerMTok !== null && prices.inputUsdPerMTok > 0;

/** What runs with this usage would have cost on each of these models. `repricingCaveats` belong beside it. */
export function repriceRuns(usages: (RunUsage | null)[], models: readonly CatalogueModel[]): Repricing {
  const runs = usages.filter(isCounted);
  const repriced = models.map((model) => reprice(model, runs));
  return {
    models: repriced.toSorted((a, b) => toRank(a) - toRank(b) || (a.usd ?? 0) - (b.usd ?? 0)),
    pricedRuns: runs.length,
    unpricedRuns: usages.length - runs.length,
  };
}
