"use client";

import type { KeyboardEvent } from "react";

const maxTitleCharacters = 200;

type RenameFieldProps = {
  title: string;
  /** What is renamed; a chat unless told otherwise. */
  label?: string;
  /** The new title, or null when nothing is to change. */
  onDone: (title: string | null) => void;
};

/** A chat's title being rewritten: Enter and leaving keep it, Escape does not. */
export function RenameField({ title, label = "Title of the chat", onDone }: RenameFieldProps) {
  function handleKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") event.currentTarget.blur();
    if (event.key === "Escape") {
      // A dialog around it stays open.
      event.stopPropagation();
      event.currentTarget.value = title;
      event.currentTarget.blur();
    }
  }

  return (
    <input
      dir="auto"
      ref={(element) => element?.select()}
      aria-label={label}
      defaultValue={title}
      maxLength={maxTitleCharacters}
      className="h-9 w-full rounded-lg border border-focus bg-field px-2 text-sm outline-none"
      onKeyDown={handleKeyDown}
      onBlur={(event) => {
        const next = event.currentTarget.value.trim();
        onDone(next === "" || next === title ? null : next);
      }}
    />
  );
}
