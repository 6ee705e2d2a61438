import { useState } from "react";
import type { Prompt, PromptContent } from "@/lib/prompts/prompt-schema";

/** What stands in a form, and the prompt that it changes; null for a new one. */
type Unsaved = { content: PromptContent; base: Prompt | null };

/** By the prompt's id, or null for a new one: what was written in forms that were closed without a word about it. */
const unsaved = new Map<string | null, Unsaved>();

/**
 * What stands in a prompt's form. It outlives the form, in this page's memory, until it is saved or given up: Escape and a
 * click beside the dialog lose nothing.
 */
export function useUnsavedPrompt(start: Unsaved, isContinued: boolean) {
  const id = start.base?.id ?? null;
  const [left] = useState(() => (isContinued ? unsaved.get(id) : undefined));
  const [state, setState] = useState(left ?? start);

  function change(changes: Partial<Unsaved>) {
    const next = { ...state, ...changes };
    unsaved.set(id, next);
    setState(next);
  }

  return {
    ...state,
    /** It was written before, and not saved. */
    isLeft: left !== undefined,
    change,
    write: (changes: Partial<PromptContent>) => change({ content: { ...state.content, ...changes } }),
    forget: () => void unsaved.delete(id),
  };
}
