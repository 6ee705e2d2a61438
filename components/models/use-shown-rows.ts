"use client";

import { useDeferredValue, useMemo } from "react";
import type { Catalogue, CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { type FilteredModels, filterModels, type ModelFilter } from "@/lib/catalogue/filter-models";
import { searchModels } from "@/lib/catalogue/search-models";
import { type Sorting, sortRows } from "@/lib/catalogue/sort-rows";
import type { ModelRow } from "@/lib/catalogue/table-columns";
import type { Workload } from "@/lib/catalogue/workload";
import { type ModelSearch, toFilter, toSorting, toWorkload } from "./use-model-search";

type Wanted = { query: string; filter: ModelFilter; sorting: Sorting | null; workload: Workload };

const nothing: FilteredModels<ModelRow> = { rows: [], hiddenUnknownPrices: 0 };

type Known = { models: CatalogueModel[]; rowOf: ReadonlyMap<CatalogueModel, ModelRow> };

const knownOf = new WeakMap<Catalogue, Known>();

const isReady = ({ model, provider }: ModelRow) => provider.callable && model.notOffered === null;

/** The models with what can be called first, and the row of each: the same object each time, so that what is drawn of it stays. */
function getKnown(catalogue: Catalogue): Known {
  const known = knownOf.get(catalogue);
  if (known !== undefined) return known;
  const byId = new Map(catalogue.providers.map((provider) => [provider.id, provider]));
  const rows = catalogue.models.flatMap((model): ModelRow[] => {
    const provider = byId.get(model.providerId);
    return provider === undefined ? [] : [{ model, provider }];
  });
  rows.sort((a, b) => Number(isReady(b)) - Number(isReady(a)));
  const made = {
    models: rows.map(({ model }) => model),
    rowOf: new Map(rows.map((row) => [row.model, row])),
  };
  knownOf.set(catalogue, made);
  return made;
}

/** The rows that fit, best first; among equals what can be called comes first. */
function toRows(
  catalogue: Catalogue,
  { query, filter, sorting, workload }: Wanted,
): FilteredModels<ModelRow> {
  const providerNames = new Map(catalogue.providers.map(({ id, name }) => [id, name]));
  const { models, rowOf } = getKnown(catalogue);
  const best: ModelRow[] = [];
  for (const { model } of searchModels({ models, providerNames, query })) {
    const row = rowOf.get(model);
    if (row !== undefined) best.push(row);
  }
  const { rows, hiddenUnknownPrices } = filterModels(best, filter);
  return { rows: sortRows(rows, { sorting, workload }), hiddenUnknownPrices };
}

/** Another workload is another view only where it changes the order. */
function toView({ workload, ...rest }: Wanted): string {
  return JSON.stringify(rest.sorting?.column === "cost" ? { ...rest, workload } : rest);
}

export type ShownRows = FilteredModels<ModelRow> & {
  /** Says which view the rows are of: another search, filter or order is another one. */
  shown: string;
};

/** What was found last is found again as long as the same is wanted, which a text says. */
function useFound(catalogue: Catalogue | null, wanted: string): ShownRows {
  return useMemo(() => {
    const now: Wanted = JSON.parse(wanted);
    return { ...(catalogue === null ? nothing : toRows(catalogue, now)), shown: toView(now) };
  }, [catalogue, wanted]);
}

/**
 * The rows that the address asks for. The table draws the few in view with the key that was typed: sooner than waiting for another
 * frame. A chart or groups of all of them wait until there is time.
 */
export function useShownRows(catalogue: Catalogue | null, search: ModelSearch): ShownRows {
  const later = useDeferredValue(search.q);
  const isQuick = search.view === "table" && !search.group;
  const now: Wanted = {
    query: isQuick ? search.q : later,
    filter: toFilter(search),
    sorting: toSorting(search),
    workload: toWorkload(search),
  };
  return useFound(catalogue, JSON.stringify(now));
}
