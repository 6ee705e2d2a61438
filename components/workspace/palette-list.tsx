"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Icon } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";
import { useCatalogue } from "@/components/models/catalogue-store";
import { toOptionKeys } from "@/components/models/option-keys";
import { readRecentModels } from "@/components/models/recent-models";
import type { ChatSummary } from "@/lib/chats/chat-document";
import { type PaletteAction, type PaletteRow, toPaletteGroups } from "./palette-rows";
import { Lit } from "./search-results";
import { Keys } from "./shortcut-sheet";
import { useChatSearch } from "./use-chat-search";

type PaletteListProps = {
  actions: readonly PaletteAction[];
  chats: readonly ChatSummary[];
  onChoose: (row: PaletteRow) => void;
  onClose: () => void;
};

/** A field over a list: the field keeps the focus, the arrow keys move the active line. */
export function PaletteList({ actions, chats, onChoose, onClose }: PaletteListProps) {
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const [recents] = useState(readRecentModels);
  const { catalogue } = useCatalogue();
  const { hits, searching, problem } = useChatSearch(query);
  const groups = toPaletteGroups({ query, actions, chats, hits, catalogue, recents });
  const rows = groups.flatMap((group) => group.rows);
  const current = Math.min(active, rows.length - 1);
  const activeId = rows[current]?.id;

  useEffect(() => {
    if (activeId === undefined) return;
    list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  function chooseCurrent() {
    const row = rows[current];
    if (row !== undefined) onChoose(row);
  }

  return (
    <>
      <div className="flex h-13 shrink-0 items-center gap-2 border-b border-separator px-4">
        <Icon name="search" className="size-4 shrink-0 text-muted" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette was opened to type into it
          autoFocus
          role="combobox"
          aria-label="Search actions, chats and models"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={activeId === undefined ? undefined : `${listId}-${activeId}`}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          placeholder="Actions, chats, models"
          className="h-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-field-placeholder sm:text-sm"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={toOptionKeys({
            active: current,
            count: rows.length,
            onMove: setActive,
            onEnter: chooseCurrent,
          })}
        />
        <IconButton icon="close" label="Close" onPress={onClose} />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="Actions, chats and models"
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2 outline-none"
      >
        {groups.map(({ name, rows: own }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
          <div key={name} role="group" aria-label={name} className="pb-1.5">
            <p aria-hidden="true" className="px-2.5 pt-1.5 pb-1 text-xs font-semibold text-muted">
              {name}
            </p>
            {own.map((row) => (
              <PaletteOption
                key={row.id}
                id={`${listId}-${row.id}`}
                row={row}
                isActive={row.id === activeId}
                onChoose={onChoose}
              />
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={rows.length === 0 ? "px-4 pb-6 text-center text-sm text-muted" : "sr-only"}>
        {problem ??
          (rows.length > 0 ? (
            ""
          ) : searching ? (
            "Searching …"
          ) : (
            <>
              Nothing is called “<bdi>{query.trim()}</bdi>”.
            </>
          ))}
      </p>
    </>
  );
}

type PaletteOptionProps = {
  id: string;
  row: PaletteRow;
  isActive: boolean;
  onChoose: (row: PaletteRow) => void;
};

function PaletteOption({ id, row, isActive, onChoose }: PaletteOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and handles the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      data-active={isActive || undefined}
      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-lg px-2.5 py-1 text-sm data-active:bg-default hover:bg-surface-secondary data-active:hover:bg-default"
      onClick={() => onChoose(row)}
    >
      <PaletteLine row={row} />
    </div>
  );
}

const iconClass = "size-4 shrink-0 text-muted";

function PaletteLine({ row }: { row: PaletteRow }) {
  if (row.kind === "action")
    return (
      <>
        <Icon name={row.action.icon} className={iconClass} />
        <span className="min-w-0 flex-1 truncate">{row.action.label}</span>
        {row.action.keys !== undefined && (
          <span aria-hidden="true">
            <Keys keys={row.action.keys} />
          </span>
        )}
      </>
    );
  if (row.kind === "model")
    return (
      <>
        <Icon name="models" className={iconClass} />
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {row.name}
        </span>
        <span dir="auto" className="max-w-[45%] shrink-0 truncate text-xs text-muted">
          {row.providerName}
        </span>
      </>
    );
  if (row.kind === "chat")
    return (
      <>
        <Icon name="chat" className={iconClass} />
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {row.title}
        </span>
      </>
    );
  return (
    <>
      <Icon name="chat" className={iconClass} />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-xs text-muted">
          {row.title}
        </span>
        <Lit snippet={row.snippet} className="line-clamp-1 text-[0.8125rem]" />
      </span>
    </>
  );
}
