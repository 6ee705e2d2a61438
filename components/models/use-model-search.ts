"use client";

import {
  debounce,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsFloat,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";
import { capabilityNames, type ModelFilter, statusNames } from "@/lib/catalogue/filter-models";
import type { Sorting } from "@/lib/catalogue/sort-rows";
import { columnIds, defaultColumns, optionalColumns } from "@/lib/catalogue/table-columns";
import { clampWorkload, type Workload, workloads } from "@/lib/catalogue/workload";
import { useLatest } from "./use-latest";

const usual = workloads.chat;

const usualColumns = defaultColumns.filter((id) => id !== "model");

const parsers = {
  q: parseAsString.withDefault(""),
  view: parseAsStringLiteral(["table", "chart"] as const).withDefault("table"),
  sort: parseAsStringLiteral(columnIds),
  dir: parseAsStringLiteral(["asc", "desc"] as const).withDefault("asc"),
  cols: parseAsArrayOf(parseAsStringLiteral(optionalColumns)).withDefault(usualColumns),
  group: parseAsBoolean.withDefault(false),
  open: parseAsArrayOf(parseAsString).withDefault([]),
  can: parseAsArrayOf(parseAsStringLiteral(capabilityNames)).withDefault([]),
  ready: parseAsBoolean.withDefault(false),
  provider: parseAsString,
  context: parseAsInteger,
  price: parseAsFloat,
  status: parseAsStringLiteral(statusNames),
  removed: parseAsBoolean.withDefault(false),
  in: parseAsInteger.withDefault(usual.inputTokens),
  cached: parseAsInteger.withDefault(usual.cachedPercent),
  out: parseAsInteger.withDefault(usual.outputTokens),
  runs: parseAsInteger.withDefault(usual.runsPerDay),
  specs: parseAsBoolean.withDefault(false),
  pick: parseAsArrayOf(parseAsString).withDefault([]),
};

/** What the catalogue shows, as the URL says it: `?q=llama&can=image,tools&sort=context&dir=desc`; defaults are left out. */
export function useModelSearch() {
  const [search, update] = useQueryStates(parsers, { history: "replace", clearOnDefault: true });
  // The same function for good: what is handed it is not drawn again for every key that is typed.
  const setSearch = useLatest((...args: Parameters<typeof update>) => void update(...args));
  return [search, setSearch] as const;
}

export type ModelSearch = ReturnType<typeof useModelSearch>[0];

/** Someone chose which columns there are. */
export const hasOwnColumns = ({ cols }: ModelSearch): boolean => cols.join() !== usualColumns.join();

/** The address follows what is typed once the typing pauses: a browser takes its time to write one. */
export const whileTyping = { limitUrlUpdates: debounce(200) };

/** A change of what is shown that *Back* undoes; typing and ticking are none. */
export const asStep = { history: "push" } as const;

export function toFilter(search: ModelSearch): ModelFilter {
  return {
    can: search.can,
    isReady: search.ready,
    provider: search.provider,
    minContext: search.context,
    maxPrice: search.price,
    status: search.status,
    withRemoved: search.removed,
  };
}

/** A filter as the URL says it. */
export const fromFilter = (filter: ModelFilter) => ({
  can: [...filter.can],
  ready: filter.isReady,
  provider: filter.provider,
  context: filter.minContext,
  price: filter.maxPrice,
  status: filter.status,
  removed: filter.withRemoved,
});

export const noFilter: ModelFilter = {
  can: [],
  isReady: false,
  provider: null,
  minContext: null,
  maxPrice: null,
  status: null,
  withRemoved: false,
};

export const toWorkload = (search: ModelSearch): Workload =>
  clampWorkload({
    inputTokens: search.in,
    cachedPercent: search.cached,
    outputTokens: search.out,
    runsPerDay: search.runs,
  });

export const fromWorkload = ({ inputTokens, cachedPercent, outputTokens, runsPerDay }: Workload) => ({
  in: inputTokens,
  cached: cachedPercent,
  out: outputTokens,
  runs: runsPerDay,
});

export const toSorting = ({ sort, dir }: ModelSearch): Sorting | null =>
  sort === null ? null : { column: sort, direction: dir };
