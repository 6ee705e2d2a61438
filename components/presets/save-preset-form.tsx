"use client";

import { Button } from "@heroui/react/button";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { TextField } from "@heroui/react/textfield";
import { type FormEvent, useState } from "react";
import { useModelName } from "@/components/models/known-models";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { toSettingsSummary } from "@/lib/chats/to-settings-summary";
import { addPreset } from "./preset-store";

type SavePresetFormProps = {
  model: string;
  settings: LaneSettings;
  onAttempt: (work: () => Promise<unknown>) => Promise<boolean>;
};

/** Saves what the lane has now under a name. */
export function SavePresetForm({ model, settings, onAttempt }: SavePresetFormProps) {
  const [name, setName] = useState("");
  const [withModel, setWithModel] = useState(true);
  const modelName = useModelName(model);
  const words = toSettingsSummary(settings);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "") return;
    const saved = await onAttempt(() => addPreset({ name, model: withModel ? model : null, settings }));
    if (saved) setName("");
  }

  return (
    <form className="flex flex-col gap-2" onSubmit={(event) => void save(event)}>
      <TextField fullWidth value={name} onChange={setName}>
        <Label>Save what this lane has now as</Label>
        <div className="mt-1 flex items-center gap-2">
          <Input
            dir="auto"
            className="min-w-0 flex-1"
            placeholder="Name of the preset"
            maxLength={80}
            autoComplete="off"
          />
          <Button type="submit" variant="primary" isDisabled={name.trim() === ""}>
            Save
          </Button>
        </div>
      </TextField>
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          className="size-4 shrink-0 accent-(--accent)"
          checked={withModel}
          onChange={(event) => setWithModel(event.target.checked)}
        />
        <span className="min-w-0 wrap-anywhere">With the model, {modelName}</span>
      </label>
      <p className="text-xs text-muted wrap-anywhere">
        {words.length === 0 ? "Nothing else is set." : words.join(" · ")}
      </p>
    </form>
  );
}
