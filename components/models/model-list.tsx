"use client";

import { Button } from "@heroui/react/button";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useDeferredValue, useId, useRef, useState } from "react";
import { Icon } from "@/components/icons/icon";
import { type PickerRow, toPickerRows } from "@/lib/catalogue/picker-rows";
import { loadCatalogue, readCatalogue, useCatalogue } from "./catalogue-store";
import { ModelListRow } from "./model-list-row";
import { toOptionKeys } from "./option-keys";
import { readRecentModels } from "./recent-models";

type ModelListProps = { value: string; onChoose: (ref: string) => void; onClose: () => void };

const headingHeight = 40;
const optionHeight = 44;
const noRows: PickerRow[] = [];

/** A search field over a list of options: the field keeps the focus, the arrow keys move the active option. */
export function ModelList({ value, onChoose, onClose }: ModelListProps) {
  // TanStack Virtual hands out functions that change with its state, which the React Compiler must not remember.
  "use no memo";
  const listId = useId();
  const { catalogue, failed } = useCatalogue();
  const [query, setQuery] = useState("");
  const [recents] = useState(readRecentModels);
  const [moved, setMoved] = useState<number | null>(null);
  const searched = useDeferredValue(query);
  const rows = catalogue === null ? noRows : toPickerRows({ catalogue, query: searched, recents });
  const options = rows.flatMap((row, index) => (row.kind === "heading" ? [] : [{ row, index }]));
  const chosen = options.findIndex(({ row }) => row.kind !== "typed" && row.ref === value);
  const active = Math.min(moved ?? (query === "" && chosen >= 0 ? chosen : 0), options.length - 1);
  const activeIndex = options[active]?.index ?? -1;

  const scroller = useRef<HTMLDivElement>(null);
  // TanStack Virtual hands out functions that change with its state, which the React Compiler must not remember.
  ("use no memo");
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === "heading" ? headingHeight : optionHeight),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
  });

  function move(next: number) {
    setMoved(next);
    // Index 0 with its heading: the top of the list, not the middle of it.
    virtual.scrollToIndex(next === 0 ? 0 : (options[next]?.index ?? 0), { align: "auto" });
  }

  function chooseActive() {
    const row = options[active]?.row;
    if (searched !== query || catalogue === null) void chooseFirst(query);
    else if (row !== undefined) onChoose(row.ref);
  }

  /** For whoever types faster than the list is read or drawn: what they see is not what they mean. */
  async function chooseFirst(typed: string) {
    const read = typed === "" ? null : await readCatalogue();
    if (read === null) return;
    const first = toPickerRows({ catalogue: read, query: typed, recents }).find(
      (row) => row.kind !== "heading",
    );
    if (first !== undefined) onChoose(first.ref);
  }

  return (
    <>
      <div className="flex h-13 shrink-0 items-center gap-2 border-b border-separator px-4">
        <Icon name="search" className="size-4 shrink-0 text-muted" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to search
          autoFocus
          role="combobox"
          dir="auto"
          aria-label="Search models"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={activeIndex >= 0 ? `${listId}-${activeIndex}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Search models, or type provider/model-id"
          className="h-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-field-placeholder sm:text-sm"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setMoved(null);
            virtual.scrollToOffset(0);
          }}
          onKeyDown={toOptionKeys({ active, count: options.length, onMove: move, onEnter: chooseActive })}
        />
        <Button
          isIconOnly
          size="sm"
          variant="ghost"
          className="text-muted"
          aria-label="Close"
          onPress={onClose}
        >
          <Icon name="close" />
        </Button>
      </div>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2" tabIndex={-1}>
        <div
          id={listId}
          role="listbox"
          aria-label="Models"
          className="relative w-full"
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={item.key}
                role="presentation"
                className="absolute inset-x-0 top-0"
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                <ModelListRow
                  id={`${listId}-${item.index}`}
                  row={row}
                  place={options.findIndex(({ index }) => index === item.index) + 1}
                  count={options.length}
                  isActive={item.index === activeIndex}
                  isChosen={row.kind !== "heading" && row.kind !== "typed" && row.ref === value}
                  onChoose={onChoose}
                />
              </div>
            );
          })}
        </div>
        <ListState
          kind={
            catalogue === null ? (failed ? "failed" : "loading") : options.length === 0 ? "empty" : "full"
          }
          query={query}
        />
      </div>
    </>
  );
}

type ListStateProps = { kind: "failed" | "loading" | "empty" | "full"; query: string };

function ListState({ kind, query }: ListStateProps) {
  if (kind === "full") return null;
  return (
    <div role="status" className="px-3 py-10 text-center text-sm text-muted">
      {kind === "loading" && "Loading models…"}
      {kind === "empty" &&
        `No model matches “${query.trim()}”. Type provider/model-id to use one that is not listed.`}
      {kind === "failed" && (
        <>
          <p>The list of models could not be read.</p>
          <Button size="sm" variant="secondary" className="mt-3" onPress={() => void loadCatalogue()}>
            Try again
          </Button>
        </>
      )}
    </div>
  );
}
