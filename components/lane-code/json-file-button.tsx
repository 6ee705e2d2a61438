"use client";

import { Button } from "@heroui/react/button";
import { useRef } from "react";
import { Icon } from "@/components/icons/icon";

type JsonFileButtonProps = {
  /** On the button. */
  label: string;
  /** Of what is chosen. */
  fileLabel: string;
  isDisabled?: boolean;
  onFile: (file: File) => void;
};

/** Chooses a JSON file from the disk. */
export function JsonFileButton({ label, fileLabel, isDisabled = false, onFile }: JsonFileButtonProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="sm" variant="tertiary" isDisabled={isDisabled} onPress={() => picker.current?.click()}>
        <Icon name="import" className="size-4 shrink-0 rotate-180" />
        {label}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        aria-label={fileLabel}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file !== undefined) onFile(file);
          // The same file may be chosen again.
          target.value = "";
        }}
      />
    </>
  );
}
