"use client";

import { useEffect } from "react";
import { Store, useStore } from "@/components/chat/store";
import { toRefusal } from "@/components/chat/to-refusal";
import { createPrompt, listPrompts, patchPrompt } from "@/lib/api/prompts";
import { saveEdit, toChanges } from "@/lib/edits/save-edit";
import { createId } from "@/lib/id";
import type { Prompt, PromptContent } from "@/lib/prompts/prompt-schema";

type State = {
  /** null before they were read. */
  prompts: readonly Prompt[] | null;
  /** Why they could not be read; null when they could. */
  problem: string | null;
};

const store = new Store<State>({ prompts: null, problem: null });

async function read(): Promise<void> {
  try {
    store.set({ prompts: await listPrompts(), problem: null });
  } catch (error) {
    store.patch({ problem: toRefusal(error).text });
  }
}

/** One's prompts by title, read again whenever something begins to show them. */
export function usePrompts(): State {
  useEffect(() => void read(), []);
  return useStore(store);
}

/** @throws AppError when the server refuses, TypeError when it cannot be reached */
export async function addPrompt(content: PromptContent): Promise<void> {
  await createPrompt({ id: createId(), ...content });
  await read();
}

/**
 * Changes what a prompt says; `base` is the prompt the change was made from.
 * @throws EditConflict when another tab changed the same, AppError when the server refuses, TypeError when it cannot be reached
 */
export async function editPrompt(base: Prompt, edit: Partial<PromptContent>): Promise<void> {
  // Refused, too: what this tab shows may be what another one has changed.
  await saveEdit({ base, edit: toChanges(base, edit), send: (body) => patchPrompt(base.id, body) }).finally(
    read,
  );
}

/**
 * Deletes a prompt or brings it back.
 * @throws AppError when the server refuses, TypeError when it cannot be reached
 */
export async function setPromptDeleted(promptId: string, deleted: boolean): Promise<void> {
  await patchPrompt(promptId, { deleted }).finally(read);
}
