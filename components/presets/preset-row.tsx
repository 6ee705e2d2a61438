"use client";

import { Button } from "@heroui/react/button";
import { Dropdown } from "@heroui/react/dropdown";
import { type Key, useState } from "react";
import { Icon, type IconName } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";
import { saveFile } from "@/components/save-file";
import { RenameField } from "@/components/workspace/rename-field";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { toSettingsSummary } from "@/lib/chats/to-settings-summary";
import { toPresetFile, toPresetFileName } from "@/lib/presets/preset-file";
import type { Preset, PresetContent } from "@/lib/presets/preset-schema";
import { changePreset } from "./preset-store";

type PresetRowProps = {
  preset: Preset;
  /** null when it leaves the lane's model as it is. */
  modelName: string | null;
  lane: { model: string; settings: LaneSettings };
  problems: readonly string[];
  onUse: (preset: Preset) => void;
  onEdit: (preset: Preset, edit: Partial<PresetContent>) => void;
  onAttempt: (work: () => Promise<unknown>) => Promise<boolean>;
  onDelete: (preset: Preset) => void;
};

type Action = { id: string; label: string; icon: IconName; run: () => void };

/** One preset: what it holds, and what can be done with it. */
export function PresetRow(props: PresetRowProps) {
  const { preset, modelName, lane, problems, onUse, onEdit, onAttempt, onDelete } = props;
  const [isRenaming, setRenaming] = useState(false);
  const { id, name, model, settings, isDefault } = preset;
  const words = [modelName ?? "any model", ...toSettingsSummary(settings)];
  const actions: Action[] = [
    {
      id: "update",
      label: "Update with this lane's settings",
      icon: "refresh",
      run: () => onEdit(preset, { model: model === null ? null : lane.model, settings: lane.settings }),
    },
    {
      id: "default",
      label: isDefault ? "New chats begin without it" : "New chats begin with it",
      icon: "pin",
      run: () => void onAttempt(() => changePreset(id, { isDefault: !isDefault })),
    },
    { id: "rename", label: "Rename", icon: "edit", run: () => setRenaming(true) },
    {
      id: "export",
      label: "Save as a file",
      icon: "import",
      run: () => saveFile(toPresetFile(preset), { type: "application/json", name: toPresetFileName(preset) }),
    },
    { id: "delete", label: "Delete", icon: "trash", run: () => onDelete(preset) },
  ];

  return (
    <li aria-label={name} className="flex items-start gap-2 px-3.5 py-2.5">
      <div className="min-w-0 flex-1">
        {isRenaming ? (
          <RenameField
            label="Name of the preset"
            title={name}
            onDone={(next) => {
              setRenaming(false);
              if (next !== null) onEdit(preset, { name: next });
            }}
          />
        ) : (
          <p className="flex min-w-0 items-center gap-2 text-sm font-medium text-foreground">
            <span dir="auto" className="min-w-0 truncate">
              {name}
            </span>
            {isDefault && (
              <span className="shrink-0 rounded-full bg-accent-soft px-1.5 text-[0.6875rem] leading-4.5 text-accent-soft-foreground">
                new chats
              </span>
            )}
          </p>
        )}
        <p className="mt-0.5 line-clamp-2 text-xs text-muted wrap-anywhere">{words.join(" · ")}</p>
        {problems.map((problem) => (
          <p key={problem} className="mt-1 flex gap-1.5 text-xs text-warning-soft-foreground wrap-anywhere">
            <Icon name="alert" className="mt-0.5 size-3 shrink-0" />
            {problem}
          </p>
        ))}
      </div>
      <Button size="sm" variant="tertiary" aria-label={`Use ${name}`} onPress={() => onUse(preset)}>
        Use
      </Button>
      <RowMenu label={`Options for ${name}`} actions={actions} />
    </li>
  );
}

function RowMenu({ label, actions }: { label: string; actions: readonly Action[] }) {
  const act = (key: Key) => actions.find(({ id }) => id === key)?.run();
  return (
    <Dropdown>
      <IconButton icon="more" label={label} />
      <Dropdown.Popover placement="bottom end" className="min-w-44 rounded-xl">
        <Dropdown.Menu aria-label={label} onAction={act}>
          {actions.map(({ id, label: name, icon }) => (
            <Dropdown.Item key={id} id={id} textValue={name}>
              <Icon name={icon} />
              {name}
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
