"use client";

import { Button } from "@heroui/react/button";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { TextArea } from "@heroui/react/textarea";
import { TextField } from "@heroui/react/textfield";
import { type FormEvent, useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { ChoiceRow } from "@/components/lane-settings/choice-row";
import { EditConflict } from "@/lib/edits/save-edit";
import {
  type Prompt,
  type PromptContent,
  type PromptKind,
  promptContentSchema,
} from "@/lib/prompts/prompt-schema";
import { listVariables } from "@/lib/prompts/template";
import { PromptConflict } from "./prompt-conflict";
import { addPrompt, editPrompt } from "./prompt-store";
import { useUnsavedPrompt } from "./use-unsaved-prompt";

type PromptFormProps = {
  /** null for a new one. */
  prompt: Prompt | null;
  /** What a new one is for. */
  kind: PromptKind;
  /** What a new one begins with. */
  written: string;
  onDone: () => void;
};

const kinds = [
  { value: "user", label: "Message" },
  { value: "system", label: "System prompt" },
];

const toContent = ({ title, text, kind }: PromptContent): PromptContent => ({ title, text, kind });

/** Writes a prompt of the library. */
export function PromptForm({ prompt, kind, written, onDone }: PromptFormProps) {
  const start = { title: "", text: written, kind, ...(prompt === null ? {} : toContent(prompt)) };
  // What is written in the message box begins a new prompt, whatever was left of another one.
  const isContinued = prompt !== null || written === "";
  const form = useUnsavedPrompt({ content: start, base: prompt }, isContinued);
  const { content, base, write } = form;
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  /** How the prompt stands now, when another tab changed the same. */
  const [conflict, setConflict] = useState<{ current: Prompt | null } | null>(null);
  const variables = listVariables(content.text);

  function leave() {
    form.forget();
    onDone();
  }

  async function save(from: Prompt | null) {
    const parsed = promptContentSchema.safeParse(content);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return setProblem(`The ${issue?.path.join(".") ?? "prompt"} ${issue?.message ?? "cannot be used"}.`);
    }
    setSaving(true);
    try {
      await (from === null ? addPrompt(parsed.data) : editPrompt(from, parsed.data));
      leave();
    } catch (error) {
      setSaving(false);
      if (error instanceof EditConflict) setConflict({ current: error.current });
      else setProblem(toRefusal(error).text);
    }
  }

  /** Goes on from what the other tab has saved; without it there is nothing to go on from. */
  function take(current: Prompt | null) {
    if (current === null) return leave();
    form.change({ content: toContent(current), base: current });
    setConflict(null);
  }

  return (
    <form
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save(base);
      }}
    >
      <div className="relative flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto overscroll-contain px-5 py-4">
        {conflict !== null && (
          <PromptConflict
            key={conflict.current?.updatedAt}
            mine={content}
            current={conflict.current}
            isBusy={isSaving}
            onSave={(from) => void save(from)}
            onTake={() => take(conflict.current)}
          />
        )}
        <TextField fullWidth value={content.title} onChange={(title) => write({ title })}>
          <Label>Title</Label>
          <Input dir="auto" autoFocus maxLength={120} autoComplete="off" />
        </TextField>
        <ChoiceRow
          label="For"
          choices={kinds}
          value={content.kind}
          onChoose={(value) => write({ kind: value === "system" ? "system" : "user" })}
        />
        <TextField fullWidth value={content.text} onChange={(text) => write({ text })}>
          <Label>Text</Label>
          <TextArea dir="auto" rows={6} className="field-sizing-content max-h-[45dvh] min-h-36 resize-y" />
        </TextField>
        <p className="text-xs text-muted wrap-anywhere">
          {variables.length === 0
            ? "{{name}} asks for a value when the prompt is used; \\{{ is two plain braces."
            : `Asks for: ${variables.join(", ")}. \\{{ is two plain braces.`}
        </p>
        {form.isLeft && (
          <p className="text-xs text-muted">Not saved yet: it was written before this was closed.</p>
        )}
        {problem !== null && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
      </div>
      <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-separator px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <Button variant="ghost" onPress={leave}>
          Back
        </Button>
        <Button type="submit" variant="primary" isDisabled={isSaving}>
          Save
        </Button>
      </footer>
    </form>
  );
}
