"use client";

import { Button } from "@heroui/react/button";
import { useRef } from "react";
import { Icon } from "@/components/icons/icon";
import { locateJsonFault } from "@/lib/locate-json-fault";
import { readPresetFile } from "@/lib/presets/preset-file";
import { addPreset } from "./preset-store";

type ImportPresetButtonProps = {
  onAttempt: (work: () => Promise<unknown>) => Promise<boolean>;
  onProblem: (text: string) => void;
};

const maxBytes = 2_000_000;

/** Adds the preset in a file. */
export function ImportPresetButton({ onAttempt, onProblem }: ImportPresetButtonProps) {
  const picker = useRef<HTMLInputElement>(null);

  async function take(file: File | undefined) {
    if (file === undefined) return;
    if (file.size > maxBytes) return onProblem("This file is too large for a preset: one may have 2 MB.");
    const text = await file.text();
    const fault = locateJsonFault(text);
    if (fault !== null)
      return onProblem(
        `This is not JSON: expected ${fault.expected} in line ${fault.line}, column ${fault.column}.`,
      );
    const read = readPresetFile(JSON.parse(text));
    if ("problem" in read) return onProblem(read.problem);
    await onAttempt(() => addPreset(read.preset));
  }

  return (
    <>
      <Button size="sm" variant="tertiary" onPress={() => picker.current?.click()}>
        <Icon name="import" className="size-4 shrink-0 rotate-180" />
        Import a file
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        aria-label="Preset to import"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </>
  );
}
