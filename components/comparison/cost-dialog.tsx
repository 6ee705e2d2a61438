"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import { useStore } from "@/components/chat/store";
import { DialogFrame } from "@/components/lane-code/dialog-frame";
import { useCatalogue } from "@/components/models/catalogue-store";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import { toModelAddress } from "@/lib/catalogue/model-address";
import { searchModels } from "@/lib/catalogue/search-models";
import { formatCount } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";
import { type RepricedModel, repriceRuns, repricingCaveats } from "@/lib/money/reprice-runs";
import { sumAnswerCosts, toDistinctRuns } from "@/lib/money/sum-answer-costs";
import { plainEstimate } from "@/lib/money/to-run-cost";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

const mostShown = 100;

type CostDialogProps = { session: ChatSession; isOpen: boolean; onClose: () => void };

/** What the answers of a chat would have cost on every model whose prices are known. */
export function CostDialog({ session, isOpen, onClose }: CostDialogProps) {
  const { lanes } = useStore(session.store);
  const { catalogue, failed } = useCatalogue();
  const [answers] = useState(() => toDistinctRuns(lanes.flatMap((lane) => lane.answers)));
  return (
    <DialogFrame
      title="What would this chat have cost?"
      isOpen={isOpen}
      onClose={onClose}
      width="sm:max-w-3xl"
    >
      <div className="relative flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-5 py-4">
        {catalogue === null ? (
          <p className="py-10 text-center text-sm text-muted">
            {failed ? "The list of models could not be read. Close this and try again." : "Reading prices…"}
          </p>
        ) : (
          <Costs answers={answers} catalogue={catalogue} />
        )}
      </div>
    </DialogFrame>
  );
}

function Costs({ answers, catalogue }: { answers: AnswerMetadata[]; catalogue: Catalogue }) {
  const [query, setQuery] = useState("");
  const repricing = useMemo(
    () =>
      repriceRuns(
        answers.map(({ usage }) => usage),
        catalogue.models.filter(({ removedUpstream }) => removedUpstream !== true),
      ),
    [answers, catalogue],
  );
  const providerNames = new Map(catalogue.providers.map(({ id, name }) => [id, name]));
  const found = new Set(
    searchModels({ models: catalogue.models, providerNames, query }).map(({ model }) => model.ref),
  );
  const priced = repricing.models.filter(({ usd, model }) => usd !== null && found.has(model.ref));
  const { pricedRuns, unpricedRuns } = repricing;
  if (pricedRuns === 0)
    return (
      <p className="text-sm text-muted">No answer of this chat has token counts that could be priced.</p>
    );
  return (
    <>
      <p className="text-sm text-muted">
        {formatCount(pricedRuns)} {pricedRuns === 1 ? "shown answer" : "shown answers"} with the tokens that
        were really used, priced one by one as published
        {unpricedRuns > 0 && `; ${formatCount(unpricedRuns)} without token counts left out`}.
        {toRealCost(answers)}
      </p>
      <input
        type="search"
        dir="auto"
        aria-label="Search models"
        placeholder="Name, id, provider"
        className="h-9 shrink-0 rounded-lg border border-border bg-field px-3 text-sm outline-none focus-visible:outline-2 focus-visible:outline-focus"
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
      <CostTable rows={priced.slice(0, mostShown)} providerNames={providerNames} />
      {priced.length > mostShown && (
        <p className="text-xs text-muted">
          The cheapest {mostShown} of {formatCount(priced.length)}, with what is listed at $0 last: plans and
          trials are not free. Search for the others.
        </p>
      )}
      <ul className="list-disc pl-5 text-xs text-muted">
        {repricingCaveats.map((caveat) => (
          <li key={caveat}>{caveat}</li>
        ))}
      </ul>
    </>
  );
}

/** What was paid for the answers, as far as it is known; null when nothing is. */
function toRealCost(answers: AnswerMetadata[]): string | null {
  const { billedUsd, estimatedUsd, unknownCount } = sumAnswerCosts(answers);
  const known = [
    ...(billedUsd === null ? [] : [`${formatUsd(billedUsd)} billed`]),
    ...(estimatedUsd === null ? [] : [`${formatUsd(estimatedUsd)} estimated`]),
  ];
  if (known.length === 0) return null;
  const missing = unknownCount === 0 ? "" : `, not counting ${formatCount(unknownCount)} of unknown cost`;
  return ` As it was, it cost ${known.join(" and ")}${missing}.`;
}

/** What a sum assumes; that it is an estimate is said above all of them. */
function Notes({ notes }: { notes: string[] }) {
  const told = notes.filter((note) => note !== `${plainEstimate}.`);
  return told.length > 0 && <span className="block text-xs text-muted">{told.join(" ")}</span>;
}

type CostTableProps = { rows: RepricedModel[]; providerNames: ReadonlyMap<string, string> };

function CostTable({ rows, providerNames }: CostTableProps) {
  return (
    <table aria-label="Costs" className="w-full text-sm">
      <thead className="text-xs text-muted">
        <tr>
          <th scope="col" className="py-1 text-left font-medium">
            Model
          </th>
          <th scope="col" className="py-1 text-left font-medium max-sm:hidden">
            Provider
          </th>
          <th scope="col" className="py-1 text-right font-medium whitespace-nowrap">
            Would have cost
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ model, usd, notes, isTooShort }) => (
          <tr key={model.ref} className="border-t border-separator">
            <th scope="row" className="py-1.5 pr-3 text-left font-normal">
              <Link href={toModelAddress(model.ref)} prefetch={false} className="hover:underline">
                <bdi>{model.name}</bdi>
              </Link>
              <span className="block text-xs text-muted sm:hidden">
                {providerNames.get(model.providerId) ?? model.providerId}
              </span>
              <Notes notes={notes} />
              {isTooShort === true && (
                <span className="block text-xs text-warning-soft-foreground">
                  Its context is too short for the longest of them.
                </span>
              )}
            </th>
            <td className="py-1.5 pr-3 text-muted max-sm:hidden">
              {providerNames.get(model.providerId) ?? model.providerId}
            </td>
            <td className="py-1.5 text-right tabular-nums">
              {model.priceState === "listed-zero" ? "$0 listed" : usd === null ? "unknown" : formatUsd(usd)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
