"use client";

import { EditChoice } from "@/components/edits/edit-choice";
import type { Prompt, PromptContent, PromptKind } from "@/lib/prompts/prompt-schema";

type PromptConflictProps = {
  /** What stands in the form. */
  mine: PromptContent;
  /** How the prompt stands now; null when it was deleted. */
  current: Prompt | null;
  isBusy: boolean;
  /** Saves what stands in the form, over the other state or, for null, as a new prompt. */
  onSave: (over: Prompt | null) => void;
  onTake: () => void;
};

const kindWords: Record<PromptKind, string> = { user: "Message", system: "System prompt" };

/** Lets the user choose between two states of a prompt. */
export function PromptConflict({ mine, current, isBusy, onSave, onTake }: PromptConflictProps) {
  const fields = (theirs: Prompt) => [
    { label: "Title", mine: mine.title, theirs: theirs.title },
    { label: "For", mine: kindWords[mine.kind], theirs: kindWords[theirs.kind] },
    { label: "Text", mine: mine.text, theirs: theirs.text },
  ];
  return (
    <EditChoice
      what={`the prompt “${current?.title ?? mine.title}”`}
      differing={current === null ? null : fields(current).filter(({ mine: own, theirs }) => own !== theirs)}
      isBusy={isBusy}
      {...(current === null ? {} : { onKeepMine: () => onSave(current) })}
      onKeepBoth={() => onSave(null)}
      onTakeTheirs={onTake}
    />
  );
}
