"use client";

import { useDeferredValue } from "react";
import type { Catalogue, CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { type FilteredModels, filterModels, type ModelFilter } from "@/lib/catalogue/filter-models";
import { searchModels } from "@/lib/catalogue/search-models";
import { type Sorting, sortRows } from "@/lib/catalogue/sort-rows";
import type { ModelRow } from "@/lib/catalogue/table-columns";
import type { Workload } from "@/lib/catalogue/workload";
import { type ModelSearch, toFilter, toSorting, toWorkload } from "./use-model-search";

type Wanted = { query: string; filter: ModelFilter; sorting: Sorting | null; workload: Workload };

/** A row with what its place depends on. */
type RankedRow = ModelRow & { row: ModelRow; score: number; rank: number };

const nothing: FilteredModels<ModelRow> = { rows: [], hiddenUnknownPrices: 0 };

const rowsOf = new WeakMap<Catalogue, ReadonlyMap<CatalogueModel, ModelRow>>();

/** The row of each model, the same object each time: what is drawn of it stays as it is. */
function getRows(catalogue: Catalogue): ReadonlyMap<CatalogueModel, ModelRow> {
  const known = rowsOf.get(catalogue);
  if (known !== undefined) return known;
  const byId = new Map(catalogue.providers.map((provider) => [provider.id, provider]));
  const rows = new Map(
    catalogue.models.flatMap((model) => {
      const provider = byId.get(model.providerId);
      return provider === undefined ? [] : [[model, { model, provider }] as const];
    }),
  );
  rowsOf.set(catalogue, rows);
  return rows;
}

/** The rows that fit, best first; among equals what can be called comes first. */
function toRows(
  catalogue: Catalogue,
  { query, filter, sorting, workload }: Wanted,
): FilteredModels<ModelRow> {
  const providerNames = new Map(catalogue.providers.map(({ id, name }) => [id, name]));
  const rowOf = getRows(catalogue);
  const found = searchModels({ models: catalogue.models, providerNames, query });
  const ranked: RankedRow[] = [];
  for (const { model, score } of found) {
    const row = rowOf.get(model);
    if (row === undefined) continue;
    const { provider } = row;
    ranked.push({ model, provider, row, score, rank: provider.callable ? 0 : 1 });
  }
  const { rows, hiddenUnknownPrices } = filterModels(ranked, filter);
  rows.sort((a, b) => b.score - a.score || a.rank - b.rank);
  const best = rows.map(({ row }) => row);
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
  const query = useDeferredValue(search.q);
  const now: Wanted = {
    query,
    filter: toFilter(search),
    sorting: toSorting(search),
    workload: toWorkload(search),
  };
  // A text, so that an unchanged wish is the same value and nothing is computed again.
  const wanted = JSON.stringify(now);
  const found = catalogue === null ? nothing : toRows(catalogue, JSON.parse(wanted));
  return { ...found, shown: toView(JSON.parse(wanted)) };
}
