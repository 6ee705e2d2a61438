"use client";

import { useState } from "react";
import { DialogFrame } from "@/components/lane-code/dialog-frame";
import type { Prompt, PromptKind } from "@/lib/prompts/prompt-schema";
import { fillTemplate, listVariables } from "@/lib/prompts/template";
import { PromptForm } from "./prompt-form";
import { PromptSearch } from "./prompt-search";
import { usePrompts } from "./prompt-store";
import { VariablesForm } from "./variables-form";

type PromptsDialogProps = {
  /** What a prompt is wanted for: those come first, and new ones are of this kind. */
  kind: PromptKind;
  /** What a new prompt begins with: what is written already. */
  written: string;
  /** false for a temporary chat, of which this browser is to keep nothing. */
  keepsValues: boolean;
  isOpen: boolean;
  onInsert: (text: string) => void;
  /** `search` is what was typed and found nothing to be done with. */
  onClose: (search: string) => void;
};

type View =
  | { kind: "search" }
  | { kind: "variables"; prompt: Prompt }
  | { kind: "form"; prompt: Prompt | null };

/** The prompt library: find a prompt, give its variables values, insert it; or write and change prompts. */
export function PromptsDialog(props: PromptsDialogProps) {
  const { kind, written, keepsValues, isOpen, onInsert, onClose } = props;
  const { prompts, problem } = usePrompts();
  const [search, setSearch] = useState("");
  const [view, setView] = useState<View>({ kind: "search" });

  function use(prompt: Prompt) {
    if (listVariables(prompt.text).length > 0) setView({ kind: "variables", prompt });
    else onInsert(fillTemplate(prompt.text, {}));
  }

  const title =
    view.kind === "search"
      ? "Prompts"
      : view.kind === "variables"
        ? view.prompt.title
        : view.prompt === null
          ? "New prompt"
          : "Change prompt";
  const back = () => setView({ kind: "search" });
  return (
    <DialogFrame title={title} isOpen={isOpen} onClose={() => onClose(search)} width="sm:max-w-xl">
      {view.kind === "search" && (
        <PromptSearch
          prompts={prompts}
          problem={problem}
          wanted={kind}
          search={search}
          onSearch={setSearch}
          onUse={use}
          onEdit={(prompt) => setView({ kind: "form", prompt })}
        />
      )}
      {view.kind === "variables" && (
        <VariablesForm prompt={view.prompt} keepsValues={keepsValues} onInsert={onInsert} onBack={back} />
      )}
      {view.kind === "form" && (
        <PromptForm prompt={view.prompt} kind={kind} written={written} onDone={back} />
      )}
    </DialogFrame>
  );
}
