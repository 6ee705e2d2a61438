"use client";

import { JsonFileButton } from "@/components/lane-code/json-file-button";
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
  async function take(file: File) {
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
    <JsonFileButton label="Import a file" fileLabel="Preset to import" onFile={(file) => void take(file)} />
  );
}
