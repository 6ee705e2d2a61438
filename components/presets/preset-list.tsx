"use client";

import { useRefusals } from "@/components/lane-settings/refusal-store";
import { useCatalogue } from "@/components/models/catalogue-store";
import { findModelIn } from "@/lib/catalogue/find-model";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { listPresetProblems } from "@/lib/presets/list-preset-problems";
import type { Preset, PresetContent } from "@/lib/presets/preset-schema";
import { toGates } from "@/lib/settings-gates/to-gates";
import { PresetRow } from "./preset-row";

type PresetListProps = {
  presets: readonly Preset[];
  /** What the lane has now. */
  lane: { model: string; settings: LaneSettings };
  onUse: (preset: Preset) => void;
  onEdit: (preset: Preset, edit: Partial<PresetContent>) => void;
  onAttempt: (work: () => Promise<unknown>) => Promise<boolean>;
  onDelete: (preset: Preset) => void;
};

/** The presets, each with what must be known before it is used. */
export function PresetList({ presets, lane, ...on }: PresetListProps) {
  const { catalogue } = useCatalogue();
  const refusals = useRefusals();
  return (
    <ul
      aria-label="Presets"
      className="flex flex-col divide-y divide-separator rounded-xl border border-border"
    >
      {presets.map((preset) => {
        const ref = preset.model ?? lane.model;
        const known = findModelIn(catalogue?.models ?? [], ref);
        const route = catalogue?.routes.find((candidate) => candidate.ref === ref);
        const name = known?.name ?? route?.name ?? ref.slice(ref.indexOf("/") + 1);
        const gates = toGates({ ref, name, known, refusals });
        return (
          <PresetRow
            key={preset.id}
            preset={preset}
            modelName={preset.model === null ? null : name}
            lane={lane}
            problems={listPresetProblems(preset, { catalogue, gates })}
            {...on}
          />
        );
      })}
    </ul>
  );
}
