"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent } from "react";
import { loadCatalogue, useCurrentCatalogue } from "@/components/models/catalogue-store";
import { ModelTable } from "@/components/models/model-table";
import { PickedBar } from "@/components/models/picked-bar";
import { SearchField } from "@/components/models/search-field";
import {
  asStep,
  hasOwnColumns,
  toSorting,
  toWorkload,
  useModelSearch,
  whileTyping,
} from "@/components/models/use-model-search";
import { useShownRows } from "@/components/models/use-shown-rows";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import type { ColumnId } from "@/lib/catalogue/table-columns";
import { formatCount } from "@/lib/format-number";
import { maxLanes } from "@/lib/turns/turn-limits";

/** It is the same in every row, and a workload has no bar here. */
const leftOut: ColumnId[] = ["provider", "cost"];

type ProviderModelsProps = {
  providerId: string;
  /** What the page says of the provider beside its models. */
  told: { callable: boolean; models: number };
};

/** The models of one provider in the catalogue's own table; search, order and ticks are in the URL as there. */
export function ProviderModels({ providerId, told }: ProviderModelsProps) {
  const router = useRouter();
  const { catalogue, failed } = useCurrentCatalogue();
  useTelling(catalogue, providerId, told);
  const [search, setSearch] = useModelSearch();
  const { rows, shown } = useShownRows(catalogue, { ...search, provider: providerId });
  const { q, pick } = search;
  // Whether a model can be asked is told above, for all that the provider still offers.
  const isAlike = catalogue?.models.every(
    ({ providerId: id, notOffered, removedUpstream }) =>
      id !== providerId || (notOffered === null && removedUpstream !== true),
  );
  const columns: ColumnId[] = [
    "model",
    ...search.cols.filter((id) => !leftOut.includes(id) && !(isAlike && id === "availability")),
  ];

  function toggle(ref: string) {
    void setSearch(({ pick: now }) => {
      const next = now.includes(ref) ? now.filter((other) => other !== ref) : [...now, ref];
      return { pick: next.slice(0, maxLanes) };
    });
  }

  return (
    <>
      <div className="flex shrink-0 items-center gap-4 border-b border-separator px-4 py-2.5">
        <SearchField value={q} onChange={(next) => void setSearch({ q: next }, whileTyping)} />
        <p role="status" className="text-sm whitespace-nowrap text-muted tabular-nums">
          {catalogue !== null && `${formatCount(rows.length)} ${rows.length === 1 ? "model" : "models"}`}
          {catalogue === null && !failed && "Loading models…"}
        </p>
      </div>
      {failed && catalogue === null && (
        <p role="alert" className="m-auto p-6 text-sm">
          The list of models could not be read.{" "}
          <button
            type="button"
            className="cursor-pointer text-link underline"
            onClick={() => void loadCatalogue()}
          >
            Try again
          </button>
        </p>
      )}
      {catalogue !== null && rows.length === 0 && (
        <p className="m-auto p-6 text-center text-sm text-muted">
          {q.trim() === "" ? "No models of it are known." : `None of its models matches “${q.trim()}”.`}
        </p>
      )}
      {rows.length > 0 && (
        <ModelTable
          {...{ rows, columns, shown }}
          workload={toWorkload(search)}
          isChosen={hasOwnColumns(search)}
          openGroups={null}
          onToggleGroup={() => {}}
          picked={pick}
          onPick={toggle}
          sorting={toSorting(search)}
          onSort={(next) =>
            void setSearch({ sort: next?.column ?? null, dir: next?.direction ?? "asc" }, asStep)
          }
        />
      )}
      {pick.length > 0 && (
        <PickedBar
          refs={pick}
          isComparing={false}
          onCompare={() =>
            router.push(`/models?${new URLSearchParams({ specs: "true", pick: pick.join(",") })}`)
          }
          onClear={() => void setSearch({ pick: [] })}
        />
      )}
    </>
  );
}

/** Has the page say anew what it says of the provider, once the catalogue knows better: a server on this machine came or went. */
function useTelling(
  catalogue: Catalogue | null,
  providerId: string,
  told: ProviderModelsProps["told"],
): void {
  const router = useRouter();
  const provider = catalogue?.providers.find(({ id }) => id === providerId);
  const models = catalogue?.models.filter((model) => model.providerId === providerId).length;
  const isOld = provider !== undefined && (provider.callable !== told.callable || models !== told.models);
  const refresh = useEffectEvent(() => router.refresh());
  useEffect(() => {
    if (isOld) refresh();
  }, [isOld]);
}
