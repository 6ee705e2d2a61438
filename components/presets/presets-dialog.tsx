"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { toRefusal } from "@/components/chat/to-refusal";
import { DialogFrame } from "@/components/lane-code/dialog-frame";
import { DeletedName } from "@/components/workspace/deleted-name";
import { useWorkspace } from "@/components/workspace/workspace-context";
import { EditConflict } from "@/lib/edits/save-edit";
import { isolate } from "@/lib/isolate";
import type { Preset, PresetContent } from "@/lib/presets/preset-schema";
import { applyPreset } from "./apply-preset";
import { ImportPresetButton } from "./import-preset-button";
import { type Conflict, PresetConflict } from "./preset-conflict";
import { PresetList } from "./preset-list";
import { changePreset, editPreset, usePresets } from "./preset-store";
import { SavePresetForm } from "./save-preset-form";

type PresetsDialogProps = {
  session: ChatSession;
  lane: LaneSession;
  isOpen: boolean;
  onClose: () => void;
  /** The model that a preset brings. */
  onChooseModel: (ref: string) => void;
};

/** What was said last: why something could not be done, or what was deleted, with the way to have it back. */
type Note = { kind: "problem"; text: string } | { kind: "deleted"; preset: Preset };

/** Saved settings: use them in the lane, save the lane's as new ones, keep them in order. */
export function PresetsDialog({ session, lane, isOpen, onClose, onChooseModel }: PresetsDialogProps) {
  const { model, settings } = useStore(lane.store);
  const workspace = useWorkspace();
  const { presets, problem } = usePresets();
  const [note, setNote] = useState<Note | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  /** Does what changes a preset; true when it was done. */
  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    setNote(null);
    try {
      await work();
      return true;
    } catch (error) {
      setNote({ kind: "problem", text: toRefusal(error).text });
      return false;
    }
  }

  /** As `attempt`; a change that another tab stands in the way of waits for the user's choice. */
  async function edit(base: Preset, changes: Partial<PresetContent>): Promise<boolean> {
    return attempt(async () => {
      try {
        await editPreset(base, changes);
        setConflict((known) => (known?.base.id === base.id ? null : known));
      } catch (error) {
        if (!(error instanceof EditConflict)) throw error;
        setConflict({ base, edit: changes, current: error.current });
      }
    });
  }

  async function remove(preset: Preset) {
    if (await attempt(() => changePreset(preset.id, { deleted: true }))) setNote({ kind: "deleted", preset });
  }

  return (
    <DialogFrame title="Presets" isOpen={isOpen} onClose={onClose}>
      <div className="relative flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto overscroll-contain px-5 py-4">
        <SavePresetForm model={model} settings={settings} onAttempt={attempt} />
        {problem !== null && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
        {conflict !== null && (
          <PresetConflict
            key={`${conflict.base.id} ${conflict.current?.updatedAt}`}
            conflict={conflict}
            presets={presets ?? []}
            onAttempt={attempt}
            onEdit={edit}
            onDone={() => setConflict(null)}
          />
        )}
        {presets !== null && presets.length === 0 && <Empty />}
        {presets !== null && presets.length > 0 && (
          <PresetList
            presets={presets}
            lane={{ model, settings }}
            onUse={(preset) => {
              const undo = applyPreset(preset, { session, lane, onChooseModel });
              workspace.offerUndo(`The lane has the settings of “${isolate(preset.name)}”.`, undo);
              onClose();
            }}
            onEdit={(preset, changes) => void edit(preset, changes)}
            onAttempt={attempt}
            onDelete={(preset) => void remove(preset)}
          />
        )}
      </div>
      <footer className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-t border-separator px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <ImportPresetButton onAttempt={attempt} onProblem={(text) => setNote({ kind: "problem", text })} />
        <div role="status" className="min-w-0 flex-1 text-sm wrap-anywhere">
          {note?.kind === "problem" && <span className="text-danger">{note.text}</span>}
          {note?.kind === "deleted" && (
            <span className="flex min-w-0 items-center gap-2">
              <DeletedName name={note.preset.name} />
              <Button
                size="sm"
                variant="tertiary"
                onPress={() => void attempt(() => changePreset(note.preset.id, { deleted: false }))}
              >
                Undo
              </Button>
            </span>
          )}
        </div>
      </footer>
    </DialogFrame>
  );
}

function Empty() {
  return (
    <p className="rounded-xl border border-dashed border-border px-4 py-6 text-center text-sm text-balance text-muted">
      A preset keeps a lane's system prompt, parameters, tools, format, headers and body fields, and its model
      if you like. Set up a lane, then save it here to have it in any chat.
    </p>
  );
}
