"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { useCatalogue } from "@/components/models/catalogue-store";
import type { CatalogueModel, CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import { describeTokenCost } from "@/lib/providers/describe-token-cost";
import { TestOutcome } from "./test-outcome";
import { useConnectionTest } from "./use-connection-test";

/** Tries a provider for real: its list of models first, which no provider bills, then one token of one model. */
export function ConnectionTest({ provider }: { provider: CatalogueProvider }) {
  const { catalogue } = useCatalogue();
  const { state, ask, stop } = useConnectionTest();
  const [chosen, setChosen] = useState<string | null>(null);
  const models = (catalogue?.models ?? []).filter(
    ({ providerId, removedUpstream }) => providerId === provider.id && removedUpstream !== true,
  );
  const model = models.find(({ ref }) => ref === chosen) ?? findCheapest(models);
  const isAsking = state?.kind === "asking";

  return (
    <section aria-label="Test connection" className="flex flex-col gap-2.5 text-sm">
      <h2 className="font-semibold">Test connection</h2>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button
          size="sm"
          variant="secondary"
          isDisabled={isAsking}
          onPress={() => void ask({ ask: "models", providerId: provider.id })}
        >
          Ask for its models
        </Button>
        <span className="text-xs text-muted">One request for its list. Nobody bills that.</span>
      </div>
      {model !== null && (
        <div className="flex flex-col gap-1.5">
          <div className="flex min-w-0 items-center gap-2">
            <Button
              size="sm"
              variant="outline"
              className="shrink-0"
              isDisabled={isAsking}
              onPress={() => void ask({ ask: "token", model: model.ref })}
            >
              Ask for one token
            </Button>
            <select
              aria-label="Model to ask"
              className="h-8 min-w-0 flex-1 rounded-lg border border-border bg-field px-2 text-base outline-none focus-visible:outline-2 focus-visible:outline-focus sm:text-xs"
              value={model.ref}
              onChange={({ target }) => setChosen(target.value)}
            >
              {models.map(({ ref, id, notOffered }) => (
                <option key={ref} value={ref}>
                  {notOffered === null ? id : `${id} (not offered)`}
                </option>
              ))}
            </select>
          </div>
          <p className="text-xs text-pretty text-muted">
            A real request to the model, in the ledger like any other. {describeTokenCost(model)}
          </p>
        </div>
      )}
      {state !== null && <TestOutcome state={state} providerName={provider.name} onStop={stop} />}
    </section>
  );
}

/**
 * The one that is offered, is paid for what it writes (one that is not makes embeddings) and costs least; where no prices
 * are known, the first.
 */
function findCheapest(models: readonly CatalogueModel[]): CatalogueModel | null {
  const offered = models.filter(({ notOffered }) => notOffered === null);
  const usdOf = ({ prices, priceState }: CatalogueModel) =>
    priceState === "metered" && prices.inputUsdPerMTok !== null && (prices.outputUsdPerMTok ?? 0) > 0
      ? prices.inputUsdPerMTok + (prices.outputUsdPerMTok ?? 0)
      : Number.POSITIVE_INFINITY;
  const [cheapest] = offered.toSorted((a, b) => compare(usdOf(a), usdOf(b)));
  return cheapest ?? models[0] ?? null;
}

/** Two unknowns are equal, which a difference of infinities is not. */
const compare = (a: number, b: number) => (a === b ? 0 : a - b);
