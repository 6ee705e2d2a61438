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
import { type Prompt, type PromptKind, promptContentSchema } from "@/lib/prompts/prompt-schema";
import { listVariables } from "@/lib/prompts/template";
import { PromptConflict } from "./prompt-conflict";
import { addPrompt, editPrompt } from "./prompt-store";

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

/** Writes a prompt of the library. */
export function PromptForm({ prompt, kind, written, onDone }: PromptFormProps) {
  const [title, setTitle] = useState(prompt?.title ?? "");
  const [text, setText] = useState(prompt?.text ?? written);
  const [usedFor, setUsedFor] = useState<PromptKind>(prompt?.kind ?? kind);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  /** What the change is made from. */
  const [base, setBase] = useState(prompt);
  /** How the prompt stands now, when another tab changed the same. */
  const [conflict, setConflict] = useState<{ current: Prompt | null } | null>(null);
  const variables = listVariables(text);

  async function save(from: Prompt | null) {
    const parsed = promptContentSchema.safeParse({ title, text, kind: usedFor });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return setProblem(`The ${issue?.path.join(".") ?? "prompt"} ${issue?.message ?? "cannot be used"}.`);
    }
    setSaving(true);
    try {
      await (from === null ? addPrompt(parsed.data) : editPrompt(from, parsed.data));
      onDone();
    } catch (error) {
      setSaving(false);
      if (error instanceof EditConflict) setConflict({ current: error.current });
      else setProblem(toRefusal(error).text);
    }
  }

  /** Goes on from what the other tab has saved; without it there is nothing to go on from. */
  function take(current: Prompt | null) {
    if (current === null) return onDone();
    setTitle(current.title);
    setText(current.text);
    setUsedFor(current.kind);
    setBase(current);
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
            mine={{ title, text, kind: usedFor }}
            current={conflict.current}
            isBusy={isSaving}
            onSave={(from) => void save(from)}
            onTake={() => take(conflict.current)}
          />
        )}
        <TextField fullWidth value={title} onChange={setTitle}>
          <Label>Title</Label>
          <Input autoFocus maxLength={120} autoComplete="off" />
        </TextField>
        <ChoiceRow
          label="For"
          choices={kinds}
          value={usedFor}
          onChoose={(value) => setUsedFor(value === "system" ? "system" : "user")}
        />
        <TextField fullWidth value={text} onChange={setText}>
          <Label>Text</Label>
          <TextArea rows={6} className="field-sizing-content max-h-[45dvh] min-h-36 resize-y" />
        </TextField>
        <p className="text-xs text-muted wrap-anywhere">
          {variables.length === 0
            ? "{{name}} asks for a value when the prompt is used; \\{{ is two plain braces."
            : `Asks for: ${variables.join(", ")}. \\{{ is two plain braces.`}
        </p>
        {problem !== null && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
      </div>
      <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-separator px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <Button variant="ghost" onPress={onDone}>
          Back
        </Button>
        <Button type="submit" variant="primary" isDisabled={isSaving}>
          Save
        </Button>
      </footer>
    </form>
  );
}
