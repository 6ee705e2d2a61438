"use client";

import { useEffect } from "react";
import { Store, useStore } from "@/components/chat/store";
import { toRefusal } from "@/components/chat/to-refusal";
import { createPreset, listPresets, patchPreset } from "@/lib/api/presets";
import { AppError } from "@/lib/app-error";
import { saveEdit } from "@/lib/edits/save-edit";
import { createId } from "@/lib/id";
import type { Preset, PresetContent, PresetPatch } from "@/lib/presets/preset-schema";

type State = {
  /** null before they were read. */
  presets: readonly Preset[] | null;
  /** Why they could not be read; null when they could. */
  problem: string | null;
};

const store = new Store<State>({ presets: null, problem: null });

async function read(): Promise<void> {
  try {
    store.set({ presets: await listPresets(), problem: null });
  } catch (error) {
    store.patch({ problem: toRefusal(error).text });
  }
}

/** One's presets by name, read again whenever something begins to show them. */
export function usePresets(): State {
  useEffect(() => void read(), []);
  return useStore(store);
}

/** The server would refuse it too; what is known here need not be asked. */
function refuseTakenName(name: string, except?: string): void {
  const wanted = name.trim().toLowerCase();
  const others = (store.get().presets ?? []).filter(({ id }) => id !== except);
  if (others.some((preset) => preset.name.toLowerCase() === wanted))
    throw new AppError("conflict", `There is a preset called "${name.trim()}" already. Choose another name.`);
}

/** @throws AppError when the server refuses, TypeError when it cannot be reached */
export async function addPreset(content: PresetContent): Promise<Preset> {
  refuseTakenName(content.name);
  const preset = await createPreset({ id: createId(), ...content });
  await read();
  return preset;
}

/**
 * Changes what a preset holds; `base` is the preset the change was made from.
 * @throws EditConflict when another tab changed the same, AppError when the server refuses, TypeError when it cannot be reached
 */
export async function editPreset(base: Preset, edit: Partial<PresetContent>): Promise<void> {
  if (edit.name !== undefined) refuseTakenName(edit.name, base.id);
  // Refused, too: what this tab shows may be what another one has changed.
  await saveEdit({ base, edit, send: (body) => patchPreset(base.id, body) }).finally(read);
}

/**
 * Makes a preset the default of new chats or ends that, deletes it or brings it back.
 * @throws AppError when the server refuses, TypeError when it cannot be reached
 */
export async function changePreset(
  presetId: string,
  patch: Pick<PresetPatch, "isDefault" | "deleted">,
): Promise<void> {
  await patchPreset(presetId, patch).finally(read);
}
