"use client";

import { useEffect, useRef } from "react";
import { Icon } from "@/components/icons/icon";
import { useEarlyText } from "@/components/workspace/use-early-text";
import { focusFirstRow } from "./row-keys";

/** The search over names, ids, providers and families; `/` leads into it, ↓ on to what it found. */
export function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useFocusOnSlash(field);
  useEarlyText(field, onChange);
  return (
    <search className="flex h-9 min-w-0 flex-1 basis-40 items-center gap-2 rounded-lg border border-border bg-field px-3 focus-within:outline-2 focus-within:outline-focus sm:max-w-md">
      <Icon name="search" className="size-4 shrink-0 text-muted" />
      <input
        ref={field}
        type="search"
        dir="auto"
        aria-label="Search models"
        placeholder="Name, id, provider"
        className="min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-field-placeholder sm:text-sm"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          focusFirstRow();
        }}
      />
      <kbd className="hidden rounded border border-border px-1.5 text-xs text-muted sm:block">/</kbd>
    </search>
  );
}

/** `/` puts the cursor into the search, unless one is typing already. */
function useFocusOnSlash(field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.matches("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || isTyping || event.metaKey || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [field]);
}
