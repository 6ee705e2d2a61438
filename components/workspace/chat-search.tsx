"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { Icon } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";
import { ChatList } from "./chat-list";
import { SearchResults } from "./search-results";
import { useChatSearch } from "./use-chat-search";
import { useEarlyText } from "./use-early-text";

/** The list of chats, or what is found in them while something is searched. */
export function ChatSearch() {
  const [query, setQuery] = useState("");
  const { hits, searching, problem } = useChatSearch(query);
  const frame = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEarlyText(field, setQuery);
  const isSearching = query.trim() !== "";

  /** What the arrow keys lead through: the hits, or the way into the list, which goes on by itself. */
  function listLinks(): HTMLElement[] {
    const links = isSearching ? "[data-hit]" : "[data-chat] a[tabindex='0']";
    return [...(frame.current?.querySelectorAll<HTMLElement>(links) ?? [])];
  }

  /** Arrow keys go from the field through the hits, or into the list, and back. */
  function move(event: KeyboardEvent) {
    if (event.key === "Escape" && query !== "") {
      event.preventDefault();
      setQuery("");
      field.current?.focus();
    }
    if (event.defaultPrevented || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const links = listLinks();
    const isKnown = event.target === field.current || links.some((link) => link.matches(":focus"));
    if (links.length === 0 || !isKnown) return;
    event.preventDefault();
    const at = links.findIndex((link) => link.matches(":focus"));
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    if (next < 0) field.current?.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
  }

  function openFirst(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    if (isSearching) listLinks()[0]?.click();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the field and the links inside
    <div ref={frame} className="flex min-h-0 flex-1 flex-col" onKeyDown={move}>
      <search className="relative mx-2 mt-2 block">
        <Icon
          name="search"
          className="pointer-events-none absolute top-2.5 left-2.5 size-4 shrink-0 text-muted"
        />
        <input
          ref={field}
          data-chat-search
          type="search"
          dir="auto"
          aria-label="Search chats"
          placeholder="Search chats"
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={openFirst}
          className="h-9 w-full rounded-lg border border-transparent bg-default pr-9 pl-8.5 text-base outline-none placeholder:text-field-placeholder focus:border-focus focus:bg-surface md:text-sm [&::-webkit-search-cancel-button]:hidden"
        />
        {isSearching && (
          <IconButton
            icon="close"
            label="Clear the search"
            className="absolute top-0.5 right-0.5"
            onPress={() => {
              setQuery("");
              field.current?.focus();
            }}
          />
        )}
      </search>
      {isSearching ? (
        <section
          aria-label="Search results"
          aria-busy={searching}
          className="min-h-0 flex-1 overflow-y-auto px-2 py-3"
        >
          {problem !== null && (
            <p role="alert" className="px-2 text-sm text-danger">
              {problem}
            </p>
          )}
          {hits === null && problem === null && <p className="px-2 text-sm text-muted">Searching …</p>}
          {hits !== null && <SearchResults query={query} hits={hits} />}
        </section>
      ) : (
        <ChatList />
      )}
    </div>
  );
}
