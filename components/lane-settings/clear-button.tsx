"use client";

import { IconButton } from "@/components/icons/icon-button";

type ClearButtonProps = {
  /** Of the setting. */
  label: string;
  onClear: () => void;
  /** The button is gone when nothing is left to clear: whoever uses no finger goes on in the field. */
  onGone: () => void;
};

/** Takes a setting back to "not sent". */
export function ClearButton({ label, onClear, onGone }: ClearButtonProps) {
  return (
    <IconButton
      icon="close"
      label={`Clear ${label}`}
      className="size-6 min-w-0 rounded-md text-muted"
      onPress={({ pointerType }) => {
        onClear();
        if (pointerType !== "touch") onGone();
      }}
    />
  );
}
