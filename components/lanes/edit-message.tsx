"use client";

import { Button } from "@heroui/react/button";
import { type KeyboardEvent, useId, useRef } from "react";
import { setFieldDirection } from "@/components/chat/set-field-text";
import { toDirection } from "@/lib/to-direction";

type EditMessageProps = {
  text: string;
  /** Messages follow: they stay with the first wording. */
  isFollowed: boolean;
  onSave: (text: string) => void;
  /** Saves and asks again; null for what is no question. */
  onSaveAndRun: ((text: string) => void) | null;
  onCancel: () => void;
};

/** A message being rewritten. Saving makes a version of it; the first wording stays as another. */
export function EditMessage({ text, isFollowed, onSave, onSaveAndRun, onCancel }: EditMessageProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();

  function finish(take: (text: string) => void) {
    const next = field.current?.value ?? "";
    if (next.trim() !== "") take(next);
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onCancel();
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) finish(onSaveAndRun ?? onSave);
  }

  return (
    <div className="mb-4 w-full rounded-2xl border border-border bg-surface p-2 focus-within:border-focus">
      <textarea
        ref={(element) => {
          field.current = element;
          element?.focus();
        }}
        dir={toDirection(text)}
        aria-label="Edit message"
        aria-describedby={hintId}
        defaultValue={text}
        onInput={({ currentTarget }) => setFieldDirection(currentTarget)}
        onKeyDown={handleKeyDown}
        className="field-sizing-content max-h-[60dvh] min-h-16 w-full resize-none bg-transparent px-2 py-1.5 text-base outline-none md:text-[0.9375rem]"
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p id={hintId} className="min-w-0 flex-1 basis-40 px-2 text-xs text-muted">
          {isFollowed
            ? "Saved as a version of its own: what follows stays with the earlier one."
            : "Saved as a version of its own; the earlier one stays."}
        </p>
        <Button size="sm" variant="ghost" onPress={onCancel}>
          Cancel
        </Button>
        <Button
          size="sm"
          variant={onSaveAndRun === null ? "primary" : "tertiary"}
          onPress={() => finish(onSave)}
        >
          Save
        </Button>
        {onSaveAndRun !== null && (
          <Button size="sm" variant="primary" onPress={() => finish(onSaveAndRun)}>
            Save and run
          </Button>
        )}
      </div>
    </div>
  );
}
