"use client";

import { useState } from "react";
import { type Differing, EditChoice } from "@/components/edits/edit-choice";
import { useModelName } from "@/components/models/known-models";
import { describeDifferences } from "@/lib/chats/describe-differences";
import type { Preset, PresetContent } from "@/lib/presets/preset-schema";
import { toFreeName } from "@/lib/presets/to-free-name";
import { addPreset } from "./preset-store";

/** A change that was not saved, because another tab changed the same. */
export type Conflict = {
  base: Preset;
  edit: Partial<PresetContent>;
  /** How it stands now; null when it was deleted. */
  current: Preset | null;
};

type PresetConflictProps = {
  conflict: Conflict;
  presets: readonly Preset[];
  /** Does the work, and says why when it fails. */
  onAttempt: (work: () => Promise<unknown>) => Promise<boolean>;
  onEdit: (preset: Preset, edit: Partial<PresetContent>) => Promise<boolean>;
  onDone: () => void;
};

/** Lets the user choose between two states of a preset. */
export function PresetConflict({ conflict, presets, onAttempt, onEdit, onDone }: PresetConflictProps) {
  const { base, edit, current } = conflict;
  const [isBusy, setBusy] = useState(false);
  const mine = { ...(current ?? base), ...edit };
  const { name, model, settings } = mine;
  const names = { mine: useModelName(mine.model ?? ""), theirs: useModelName(current?.model ?? "") };

  async function keepMine(now: Preset) {
    setBusy(true);
    await onEdit(now, edit);
    setBusy(false);
  }

  async function keepBoth() {
    setBusy(true);
    if (await onAttempt(() => addPreset({ name: toFreeName(name, presets), model, settings }))) onDone();
    setBusy(false);
  }

  const differing: Differing[] | null = current && [
    ...(mine.name === current.name ? [] : [{ label: "Name", mine: mine.name, theirs: current.name }]),
    ...(mine.model === current.model
      ? []
      : [
          {
            label: "Model",
            mine: mine.model === null ? "any model" : names.mine,
            theirs: current.model === null ? "any model" : names.theirs,
          },
        ]),
    ...describeDifferences(mine.settings, current.settings),
  ];
  return (
    <EditChoice
      what={`the preset “${base.name}”`}
      differing={differing}
      isBusy={isBusy}
      {...(current === null ? {} : { onKeepMine: () => void keepMine(current) })}
      onKeepBoth={() => void keepBoth()}
      onTakeTheirs={onDone}
    />
  );
}
