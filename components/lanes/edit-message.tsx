"use client";

import { Button } from "@heroui/react/button";
import { type KeyboardEvent, useRef } from "react";

type EditMessageProps = {
  text: string;
  onSave: (text: string) => void;
  onCancel: () => void;
};

/** A message being rewritten. Saving asks again; the first wording stays as a version. */
export function EditMessage({ text, onSave, onCancel }: EditMessageProps) {
  const field = useRef<HTMLTextAreaElement>(null);

  function save() {
    const next = field.current?.value ?? "";
    if (next.trim() !== "") onSave(next);
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onCancel();
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) save();
  }

  return (
    <div className="w-full rounded-2xl border border-border bg-surface p-2 focus-within:border-focus">
      <textarea
        ref={(element) => {
          field.current = element;
          element?.focus();
        }}
        aria-label="Edit message"
        defaultValue={text}
        onKeyDown={handleKeyDown}
        className="field-sizing-content max-h-[60dvh] min-h-16 w-full resize-none bg-transparent px-2 py-1.5 text-base outline-none md:text-[0.9375rem]"
      />
      <div className="flex items-center justify-end gap-2">
        <Button size="sm" variant="ghost" onPress={onCancel}>
          Cancel
        </Button>
        <Button size="sm" variant="primary" onPress={save}>
          Save and run
        </Button>
      </div>
    </div>
  );
}
