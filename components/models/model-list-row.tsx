"use client";

import { Icon } from "@/components/icons/icon";
import type { CatalogueModel, CatalogueRoute } from "@/lib/catalogue/catalogue-model";
import type { PickerRow } from "@/lib/catalogue/picker-rows";
import { formatCompactCount, formatCount } from "@/lib/format-number";
import { formatModelPrice } from "@/lib/money/format-usd";

type ModelListRowProps = {
  id: string;
  row: PickerRow;
  /** From 1 among the options. */
  place: number;
  count: number;
  isActive: boolean;
  isChosen: boolean;
  onChoose: (ref: string) => void;
};

/** One line of the model list: a heading, a route or a model. */
export function ModelListRow({ id, row, place, count, isActive, isChosen, onChoose }: ModelListRowProps) {
  if (row.kind === "heading") {
    return (
      <div className="flex h-full items-end gap-2 px-3 pb-1.5 text-xs">
        <span className="shrink-0 font-semibold">{row.name}</span>
        {row.simulated && <span className="shrink-0 text-muted">simulated, needs no key</span>}
        {row.note !== null && (
          <span className="truncate text-muted" title={row.note}>
            {row.note}
          </span>
        )}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the focus and handles the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      aria-posinset={place}
      aria-setsize={count}
      data-active={isActive || undefined}
      className="flex h-full cursor-default items-center gap-3 rounded-lg px-3 text-sm data-active:bg-default hover:bg-surface-secondary data-active:hover:bg-default"
      onClick={() => onChoose(row.ref)}
    >
      <span className="w-4 shrink-0 text-accent">{isChosen && <Icon name="check" />}</span>
      {row.kind === "typed" && <TypedRef modelRef={row.ref} />}
      {row.kind === "route" && <RouteFacts route={row.route} />}
      {row.kind === "model" && <ModelFacts model={row.model} callable={row.callable} />}
    </div>
  );
}

function TypedRef({ modelRef }: { modelRef: string }) {
  return (
    <span className="min-w-0 truncate">
      Use <code className="font-mono text-[0.8125rem]">{modelRef}</code> as typed
    </span>
  );
}

function RouteFacts({
  route: { name, ref, description, order, callable, reason },
}: {
  route: CatalogueRoute;
}) {
  const leadsTo = order.join(", then ");
  return (
    <>
      <span className={`flex min-w-0 flex-1 flex-col leading-tight ${callable ? "" : "text-muted"}`}>
        <span dir="auto" className="truncate text-left">
          {name}
        </span>
        <span className="truncate font-mono text-[0.6875rem] text-muted">{ref}</span>
      </span>
      <span
        className="min-w-0 max-w-[60%] shrink truncate text-right text-xs text-muted max-sm:hidden"
        title={reason ?? leadsTo}
      >
        {reason ?? description ?? leadsTo}
      </span>
    </>
  );
}

function ModelFacts({ model, callable }: { model: CatalogueModel; callable: boolean }) {
  const { name, id, contextTokens, prices, notOffered } = model;
  return (
    <>
      <span className={`flex min-w-0 flex-1 flex-col leading-tight ${callable ? "" : "text-muted"}`}>
        <span dir="auto" className="truncate text-left">
          {name}
          {notOffered !== null && (
            <span className="ml-2 text-xs text-muted" title={notOffered}>
              Not offered
            </span>
          )}
        </span>
        {!isSameName(name, id) && (
          <span className="truncate font-mono text-[0.6875rem] text-muted">{id}</span>
        )}
      </span>
      <span className="w-14 shrink-0 text-right text-xs text-muted tabular-nums max-sm:hidden">
        {contextTokens !== null && (
          <span title={`Context: ${formatCount(contextTokens)} tokens`}>
            {formatCompactCount(contextTokens)}
          </span>
        )}
      </span>
      <span
        className="w-24 shrink-0 text-right sm:w-28 text-xs text-muted tabular-nums"
        title="USD per million tokens, input / output"
      >
        {toPriceText(model, prices)}
      </span>
    </>
  );
}

/** True when the id says nothing the name does not. */
function isSameName(name: string, id: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return bare(name) === bare(id);
}

function toPriceText(
  model: CatalogueModel,
  { inputUsdPerMTok, outputUsdPerMTok }: CatalogueModel["prices"],
): string {
  const input = formatModelPrice(model, inputUsdPerMTok);
  const output = formatModelPrice(model, outputUsdPerMTok);
  return input === output ? input : `${input} / ${output}`;
}
