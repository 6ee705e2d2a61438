"use client";

import { Button } from "@heroui/react/button";
import type { SortingState } from "@tanstack/react-table";
import { useDeferredValue, useEffect, useRef } from "react";
import { Icon } from "@/components/icons/icon";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import { type FilteredModels, filterModels, type ModelFilter } from "@/lib/catalogue/filter-models";
import { searchModels } from "@/lib/catalogue/search-models";
import { formatCount } from "@/lib/format-number";
import { maxLanes } from "@/lib/turns/turn-limits";
import { loadCatalogue, useCatalogue } from "./catalogue-store";
import { ChangesLine } from "./changes-line";
import { FreshnessLine } from "./freshness-line";
import type { ModelRow } from "./model-columns";
import { sortableColumns } from "./model-columns";
import { ModelFilters } from "./model-filters";
import { ModelTable } from "./model-table";
import { PickedBar } from "./picked-bar";
import { SpecComparison } from "./spec-comparison";
import { useModelSearch } from "./use-model-search";

const nothing: FilteredModels<ModelRow> = { rows: [], hiddenUnknownPrices: 0 };

/** The rows that fit, best first; among equals what can be called comes first. */
function toRows(
  { providers, models }: Catalogue,
  { query, filter }: { query: string; filter: ModelFilter },
): FilteredModels<ModelRow> {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const providerNames = new Map(providers.map(({ id, name }) => [id, name]));
  const found = searchModels({ models, providerNames, query }).flatMap(({ model, score }) => {
    const provider = byId.get(model.providerId);
    return provider === undefined ? [] : [{ model, provider, score }];
  });
  const filtered = filterModels(found, filter);
  const rankOf = ({ provider }: ModelRow) => (provider.callable ? 0 : 1);
  return { ...filtered, rows: filtered.rows.toSorted((a, b) => b.score - a.score || rankOf(a) - rankOf(b)) };
}

/** The catalogue: search, filters, table and comparison, all of it in the URL. */
export function ModelBrowser() {
  const { catalogue, failed } = useCatalogue();
  const [search, setSearch] = useModelSearch();
  const { q, sort, dir, pick, specs } = search;
  const field = useRef<HTMLInputElement>(null);
  useFocusOnSlash(field);

  const filter: ModelFilter = {
    can: search.can,
    isReady: search.ready,
    provider: search.provider,
    minContext: search.context,
    maxPrice: search.price,
    withRemoved: search.removed,
  };
  const wanted = useDeferredValue(JSON.stringify({ query: q, filter }));
  const { rows, hiddenUnknownPrices } = catalogue === null ? nothing : toRows(catalogue, JSON.parse(wanted));
  const sorting: SortingState = sort === null ? [] : [{ id: sort, desc: dir === "desc" }];
  const picked = pick.flatMap((ref) => catalogue?.models.find((model) => model.ref === ref) ?? []);

  function changeSorting([first]: SortingState) {
    const id = sortableColumns.find((column) => column === first?.id) ?? null;
    void setSearch({ sort: id, dir: first?.desc === true ? "desc" : "asc" });
  }

  function changeFilter(change: Partial<ModelFilter>) {
    const next = { ...filter, ...change };
    void setSearch({
      can: [...next.can],
      ready: next.isReady,
      provider: next.provider,
      context: next.minContext,
      price: next.maxPrice,
      removed: next.withRemoved,
    });
  }

  function togglePick(ref: string) {
    const next = pick.includes(ref)
      ? pick.filter((other) => other !== ref)
      : [...pick, ref].slice(0, maxLanes);
    void setSearch({ pick: next, ...(next.length === 0 && { specs: false }) });
  }

  const showAll = () =>
    setSearch({ q: "", can: [], ready: false, provider: null, context: null, price: null, removed: false });

  return (
    <>
      <div className="flex shrink-0 flex-col gap-2 border-b border-separator px-4 py-3">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <search className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-lg border border-border bg-field px-3 focus-within:outline-2 focus-within:outline-focus sm:max-w-md">
            <Icon name="search" className="size-4 shrink-0 text-muted" />
            <input
              ref={field}
              type="search"
              aria-label="Search models"
              placeholder="Name, id, provider"
              className="min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-field-placeholder sm:text-sm"
              value={q}
              onChange={(event) => void setSearch({ q: event.target.value })}
            />
            <kbd className="hidden rounded border border-border px-1.5 text-xs text-muted sm:block">/</kbd>
          </search>
          <p role="status" className="text-sm whitespace-nowrap text-muted tabular-nums">
            {catalogue !== null &&
              `${formatCount(rows.length)} of ${formatCount(catalogue.models.length)} models`}
            {hiddenUnknownPrices > 0 && `, ${formatCount(hiddenUnknownPrices)} hidden without a known price`}
            {catalogue === null && !failed && "Loading models…"}
          </p>
        </div>
        {catalogue !== null && (
          <>
            <ModelFilters filter={filter} providers={catalogue.providers} onChange={changeFilter} />
            <FreshnessLine catalogue={catalogue} />
            <ChangesLine />
          </>
        )}
      </div>
      {failed && catalogue === null && (
        <div role="alert" className="m-auto flex flex-col items-center gap-3 p-6 text-sm">
          The list of models could not be read.
          <Button size="sm" variant="secondary" onPress={() => void loadCatalogue()}>
            Try again
          </Button>
        </div>
      )}
      {catalogue !== null && rows.length === 0 && !specs && (
        <div className="m-auto max-w-sm p-6 text-center text-sm text-muted">
          <p>{q.trim() === "" ? "No model fits these filters." : `No model matches “${q.trim()}”.`}</p>
          <Button size="sm" variant="secondary" className="mt-3" onPress={() => void showAll()}>
            Show all models
          </Button>
        </div>
      )}
      {specs && picked.length > 0 ? (
        <SpecComparison models={picked} onRemove={togglePick} />
      ) : (
        rows.length > 0 && (
          <ModelTable
            rows={rows}
            picked={pick}
            onPick={togglePick}
            sorting={sorting}
            onSortingChange={changeSorting}
          />
        )
      )}
      {picked.length > 0 && (
        <PickedBar
          refs={picked.map(({ ref }) => ref)}
          isComparing={specs}
          onCompare={(isComparing) => void setSearch({ specs: isComparing })}
          onClear={() => void setSearch({ pick: [], specs: false })}
        />
      )}
    </>
  );
}

/** `/` puts the cursor into the search, unless one is typing already. */
function useFocusOnSlash(field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.matches("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || isTyping || event.metaKey || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [field]);
}
