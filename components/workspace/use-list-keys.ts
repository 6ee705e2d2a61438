"use client";

import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { headingHeight, type ListLayout, rowHeight } from "./list-layout";

type ListKeys = {
  /** The one chat that the Tab key stops at; null without chats. */
  activeId: string | null;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent) => void;
  onBlur: () => void;
};

/** Where a key leads from the row at `index`; null for a key that does not lead to a row. */
function toTarget(key: string, index: number, { rows, page }: { rows: number; page: number }): number | null {
  if (key === "ArrowDown") return index + 1;
  if (key === "ArrowUp") return index - 1;
  if (key === "PageDown") return index + page;
  if (key === "PageUp") return index - page;
  if (key === "Home") return 0;
  return key === "End" ? rows - 1 : null;
}

const rowOf = (element: Element | null) => element?.closest<HTMLElement>("[data-chat]") ?? null;
const linkOf = (scroller: HTMLElement | null, id: string) =>
  scroller?.querySelector<HTMLElement>(`[data-chat="${CSS.escape(id)}"] a`) ?? null;

/** The list is one stop of the Tab key; in it the arrow keys lead from chat to chat, drawn or not. */
export function useListKeys(options: {
  scroller: RefObject<HTMLElement | null>;
  layout: ListLayout;
  /** The open chat's. */
  currentId: string | null;
}): ListKeys {
  const { scroller, layout, currentId } = options;
  const [activeId, setActiveId] = useState<string | null>(null);
  /** The row that has, or is to have, the focus, and where it stood. */
  const focused = useRef<{ id: string; index: number } | null>(null);
  /** The row that had it just before. */
  const left = useRef<{ id: string; index: number } | null>(null);
  const known = [activeId, currentId].find((id) => id !== null && layout.indexes.has(id));

  function goTo(to: number) {
    const index = Math.max(0, Math.min(layout.rows.length - 1, to));
    const row = layout.rows[index];
    const element = scroller.current;
    if (row === undefined || element === null) return;
    focused.current = { id: row.chat.id, index };
    const lowest = row.top + rowHeight - element.clientHeight;
    // The first row comes with its heading, the others below the heading that stays in view.
    const highest = index === 0 ? 0 : row.top - headingHeight;
    element.scrollTop = Math.min(highest, Math.max(lowest, element.scrollTop));
    linkOf(element, row.chat.id)?.focus({ preventScroll: true });
    setActiveId(row.chat.id);
  }

  // A row that was not drawn when it was asked for is now; where the focused one is gone its neighbour takes its place.
  useEffect(() => {
    const wanted = focused.current;
    if (wanted === null) return;
    if (!layout.indexes.has(wanted.id)) {
      const neighbour = layout.rows[Math.min(wanted.index, layout.rows.length - 1)];
      focused.current = neighbour === undefined ? null : { ...wanted, id: neighbour.chat.id };
    }
    const at = document.activeElement;
    const isElsewhere = at !== document.body && !scroller.current?.contains(at);
    const id = focused.current?.id;
    if (id === undefined || isElsewhere || rowOf(at)?.dataset.chat === id) return;
    linkOf(scroller.current, id)?.focus({ preventScroll: true });
  });

  return {
    activeId: known ?? layout.rows[0]?.chat.id ?? null,
    onKeyDown: (event) => {
      // The keys of a row's menu and of its title being rewritten are their own.
      const link = event.target instanceof HTMLAnchorElement ? event.target : null;
      const index = layout.indexes.get(rowOf(link)?.dataset.chat ?? "");
      if (index === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
      const target = toTarget(event.key, index, { rows: layout.rows.length, page });
      // Above the first row is the search field.
      if (target === null || (index === 0 && event.key === "ArrowUp")) return;
      event.preventDefault();
      goTo(target);
    },
    onFocus: (event) => {
      const id = rowOf(event.target)?.dataset.chat;
      // A row's menu is drawn elsewhere, and belongs to the row.
      if (!scroller.current?.contains(event.target)) focused.current = left.current;
      if (id === undefined) return;
      focused.current = { id, index: layout.indexes.get(id) ?? 0 };
      setActiveId(id);
    },
    // React does not call this for a row that goes away.
    onBlur: () => {
      left.current = focused.current;
      focused.current = null;
    },
  };
}
