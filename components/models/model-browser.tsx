"use client";

import { Button } from "@heroui/react/button";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import type { ModelFilter } from "@/lib/catalogue/filter-models";
import type { ColumnId } from "@/lib/catalogue/table-columns";
import { formatCount } from "@/lib/format-number";
import { maxLanes } from "@/lib/turns/turn-limits";
import { loadCatalogue, useCurrentCatalogue } from "./catalogue-store";
import { ChangesLine } from "./changes-line";
import { FreshnessLine } from "./freshness-line";
import { ModelFilters } from "./model-filters";
import { ModelTable } from "./model-table";
import { PickedBar } from "./picked-bar";
import { SearchField } from "./search-field";
import { UnknownPicks } from "./unknown-picks";
import {
  asStep,
  fromFilter,
  fromWorkload,
  hasOwnColumns,
  noFilter,
  toFilter,
  toSorting,
  toWorkload,
  useModelSearch,
  whileTyping,
} from "./use-model-search";
import { useShownRows } from "./use-shown-rows";
import { ViewBar } from "./view-bar";
import { WorkloadBar } from "./workload-bar";

const SpecComparison = dynamic(() => import("./spec-comparison").then((module) => module.SpecComparison));
const ModelChart = dynamic(() => import("./model-chart").then((module) => module.ModelChart), {
  loading: () => <p className="m-auto p-6 text-sm text-muted">Drawing…</p>,
});

/** The same object for as long as it says the same: what is drawn of it stays as it is while somebody types. */
function useSame<T>(value: T): T {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as T, [text]);
}

/** The catalogue: search, filters, table, chart and comparison, all of it in the URL. */
export function ModelBrowser() {
  const { catalogue, failed } = useCurrentCatalogue();
  const [search, setSearch] = useModelSearch();
  const { q, pick, specs, view, group, open } = search;
  const { rows, hiddenUnknownPrices, shown } = useShownRows(catalogue, search);
  const filter = useSame(toFilter(search));
  const workload = useSame(toWorkload(search));
  const sorting = useSame(toSorting(search));
  const columns: ColumnId[] = ["model", ...search.cols];
  const picked = pick.flatMap((ref) => catalogue?.models.find((model) => model.ref === ref) ?? []);

  const changeFilter = (change: Partial<ModelFilter>) =>
    setSearch(fromFilter({ ...filter, ...change }), asStep);

  // From what it is then, not from what it is now: what hands this on stays the same while somebody types.
  function toggle(name: "pick" | "open", key: string) {
    setSearch((now) => {
      const next = now[name].includes(key) ? now[name].filter((other) => other !== key) : [...now[name], key];
      if (name === "open") return { open: next };
      return { pick: next.slice(0, maxLanes), ...(next.length === 0 && { specs: false }) };
    });
  }

  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-separator px-4 pt-3 pb-2">
        <SearchField value={q} onChange={(next) => setSearch({ q: next }, whileTyping)} />
        <p role="status" className="text-sm text-muted tabular-nums">
          {catalogue !== null &&
            `${formatCount(rows.length)} of ${formatCount(catalogue.models.length)} models`}
          {hiddenUnknownPrices > 0 && `, ${formatCount(hiddenUnknownPrices)} hidden without a known price`}
          {catalogue === null && !failed && "Loading models…"}
        </p>
        {catalogue !== null && (
          // On a phone one line that can be pushed sideways, else two.
          <div className="-mx-4 flex w-[calc(100%+2rem)] items-center gap-3 overflow-x-auto px-4 [scrollbar-width:none] sm:contents">
            {!specs && (
              <div className="-mx-1 shrink-0 sm:ml-auto">
                <ViewBar
                  {...{ rows, columns: search.cols, workload }}
                  isChart={view === "chart"}
                  isGrouped={group}
                  onChart={(isChart) => setSearch({ view: isChart ? "chart" : "table" }, asStep)}
                  onGroup={(isGrouped) => setSearch({ group: isGrouped, open: [] }, asStep)}
                  onColumns={(chosen) =>
                    setSearch({ cols: chosen.filter((id) => id !== "model") }, { history: "replace" })
                  }
                />
              </div>
            )}
            <ModelFilters filter={filter} providers={catalogue.providers} onChange={changeFilter} />
          </div>
        )}
        {catalogue !== null && (
          <WorkloadBar workload={workload} onChange={(next) => setSearch(fromWorkload(next))} />
        )}
      </div>
      {catalogue !== null && picked.length < pick.length && (
        <UnknownPicks
          refs={pick.filter((ref) => !picked.some((model) => model.ref === ref))}
          known={catalogue.models}
          onReplace={(ref, by) =>
            setSearch({ pick: [...new Set(pick.map((other) => (other === ref ? by : other)))] })
          }
          onDrop={(ref) => toggle("pick", ref)}
        />
      )}
      {failed && catalogue === null && <Failure />}
      {catalogue !== null && rows.length === 0 && !specs && (
        <Nothing query={q.trim()} onShowAll={() => setSearch({ q: "", ...fromFilter(noFilter) }, asStep)} />
      )}
      {specs && picked.length > 0 ? (
        <SpecComparison
          models={picked}
          providers={catalogue?.providers ?? []}
          workload={workload}
          onRemove={(ref) => toggle("pick", ref)}
          onLead={(ref) => setSearch({ pick: [ref, ...pick.filter((other) => other !== ref)] })}
        />
      ) : (
        rows.length > 0 &&
        (view === "chart" ? (
          <ModelChart rows={rows} />
        ) : (
          <ModelTable
            {...{ rows, columns, workload, shown }}
            isChosen={hasOwnColumns(search)}
            openGroups={group ? open : null}
            onToggleGroup={(key) => toggle("open", key)}
            picked={pick}
            onPick={(ref) => toggle("pick", ref)}
            sorting={sorting}
            onSort={(next) =>
              setSearch({ sort: next?.column ?? null, dir: next?.direction ?? "asc" }, asStep)
            }
          />
        ))
      )}
      {picked.length > 0 && (
        <PickedBar
          refs={picked.map(({ ref }) => ref)}
          isComparing={specs}
          onCompare={(isComparing) => setSearch({ specs: isComparing }, asStep)}
          onClear={() => setSearch({ pick: [], specs: false })}
        />
      )}
      {catalogue !== null && <Notes catalogue={catalogue} />}
    </>
  );
}

/** How fresh the list is, and what became different: the line at the foot of the page. */
function Notes({ catalogue }: { catalogue: Catalogue }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-4 border-t border-separator px-4 py-1">
      <FreshnessLine catalogue={catalogue} />
      <ChangesLine />
    </div>
  );
}

function Failure() {
  return (
    <div role="alert" className="m-auto flex flex-col items-center gap-3 p-6 text-sm">
      The list of models could not be read.
      <Button size="sm" variant="secondary" onPress={() => void loadCatalogue()}>
        Try again
      </Button>
    </div>
  );
}

function Nothing({ query, onShowAll }: { query: string; onShowAll: () => void }) {
  return (
    <div className="m-auto max-w-sm p-6 text-center text-sm text-muted">
      <p>{query === "" ? "No model fits these filters." : `No model matches “${query}”.`}</p>
      <Button size="sm" variant="secondary" className="mt-3" onPress={onShowAll}>
        Show all models
      </Button>
    </div>
  );
}
