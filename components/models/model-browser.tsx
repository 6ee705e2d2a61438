"use client";

import { Button } from "@heroui/react/button";
import type { SortingState } from "@tanstack/react-table";
import { useDeferredValue, useEffect, useRef } from "react";
import { Icon } from "@/components/icons/icon";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import { searchModels } from "@/lib/catalogue/search-models";
import { formatCount } from "@/lib/format-number";
import { loadCatalogue, useCatalogue } from "./catalogue-store";
import type { ModelRow } from "./model-columns";
import { sortableColumns } from "./model-columns";
import { ModelTable } from "./model-table";
import { useModelSearch } from "./use-model-search";

/** The rows that fit the search; what can be called comes first until the user sorts. */
function toRows({ providers, models }: Catalogue, query: string): ModelRow[] {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const providerNames = new Map(providers.map(({ id, name }) => [id, name]));
  const rows = searchModels({ models, providerNames, query }).flatMap(({ model }) => {
    const provider = byId.get(model.providerId);
    return provider === undefined ? [] : [{ model, provider }];
  });
  if (query.trim() !== "") return rows;
  return [
    ...rows.filter(({ provider }) => provider.callable),
    ...rows.filter(({ provider }) => !provider.callable),
  ];
}

/** The catalogue: search, count and table, all of it in the URL. */
export function ModelBrowser() {
  const { catalogue, failed } = useCatalogue();
  const [{ q, sort, dir }, setSearch] = useModelSearch();
  const query = useDeferredValue(q);
  const search = useRef<HTMLInputElement>(null);
  useFocusOnSlash(search);

  const rows = catalogue === null ? [] : toRows(catalogue, query);
  const sorting: SortingState = sort === null ? [] : [{ id: sort, desc: dir === "desc" }];

  function changeSorting([first]: SortingState) {
    const id = sortableColumns.find((column) => column === first?.id) ?? null;
    void setSearch({ sort: id, dir: first?.desc === true ? "desc" : "asc" });
  }

  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-separator px-4 py-3">
        <search className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-lg border border-border bg-field px-3 focus-within:outline-2 focus-within:outline-focus sm:max-w-md">
          <Icon name="search" className="size-4 shrink-0 text-muted" />
          <input
            ref={search}
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
          {catalogue === null && !failed && "Loading models…"}
        </p>
      </div>
      {failed && catalogue === null && (
        <div role="alert" className="m-auto flex flex-col items-center gap-3 p-6 text-sm">
          The list of models could not be read.
          <Button size="sm" variant="secondary" onPress={() => void loadCatalogue()}>
            Try again
          </Button>
        </div>
      )}
      {catalogue !== null && rows.length === 0 && (
        <div className="m-auto max-w-sm p-6 text-center text-sm text-muted">
          <p>No model matches “{query.trim()}”.</p>
          <Button size="sm" variant="secondary" className="mt-3" onPress={() => void setSearch({ q: "" })}>
            Show all models
          </Button>
        </div>
      )}
      {rows.length > 0 && <ModelTable rows={rows} sorting={sorting} onSortingChange={changeSorting} />}
    </>
  );
}

/** `/` puts the cursor into the search, unless one is typing already. */
function useFocusOnSlash(field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.matches("input, textarea, [contenteditable]");
      if (event.key !== "/" || isTyping || event.metaKey || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [field]);
}
