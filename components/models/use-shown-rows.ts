"use client";

import { useDeferredValue } from "react";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import { type FilteredModels, filterModels, type ModelFilter } from "@/lib/catalogue/filter-models";
import { searchModels } from "@/lib/catalogue/search-models";
import { type Sorting, sortRows } from "@/lib/catalogue/sort-rows";
import type { ModelRow } from "@/lib/catalogue/table-columns";
import type { Workload } from "@/lib/catalogue/workload";
import { type ModelSearch, toFilter, toSorting, toWorkload } from "./use-model-search";

type Wanted = { query: string; filter: ModelFilter; sorting: Sorting | null; workload: Workload };

const nothing: FilteredModels<ModelRow> = { rows: [], hiddenUnknownPrices: 0 };

/** The rows that fit, best first; among equals what can be called comes first. */
function toRows(
  { providers, models }: Catalogue,
  { query, filter, sorting, workload }: Wanted,
): FilteredModels<ModelRow> {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const providerNames = new Map(providers.map(({ id, name }) => [id, name]));
  const found = searchModels({ models, providerNames, query }).flatMap(({ model, score }) => {
    const provider = byId.get(model.providerId);
    return provider === undefined ? [] : [{ model, provider, score }];
  });
  const { rows, hiddenUnknownPrices } = filterModels(found, filter);
  const rankOf = ({ provider }: ModelRow) => (provider.callable ? 0 : 1);
  const best = rows.toSorted((a, b) => b.score - a.score || rankOf(a) - rankOf(b));
  return { rows: sortRows(best, { sorting, workload }), hiddenUnknownPrices };
}

/** Another workload is another view only where it changes the order. */
function toView({ workload, ...rest }: Wanted): string {
  return JSON.stringify(rest.sorting?.column === "cost" ? { ...rest, workload } : rest);
}

export type ShownRows = FilteredModels<ModelRow> & {
  /** Says which view the rows are of: another search, filter or order is another one. */
  shown: string;
};

/** The rows that the address asks for; while one types, the last ones stay until there is time. */
export function useShownRows(catalogue: Catalogue | null, search: ModelSearch): ShownRows {
  const now: Wanted = {
    query: search.q,
    filter: toFilter(search),
    sorting: toSorting(search),
    workload: toWorkload(search),
  };
  // A text, so that an unchanged wish is the same value and nothing is computed again.
  const wanted = useDeferredValue(JSON.stringify(now));
  const found = catalogue === null ? nothing : toRows(catalogue, JSON.parse(wanted));
  return { ...found, shown: toView(JSON.parse(wanted)) };
}
