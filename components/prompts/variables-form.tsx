"use client";

import { Button } from "@heroui/react/button";
import { Label } from "@heroui/react/label";
import { TextArea } from "@heroui/react/textarea";
import { TextField } from "@heroui/react/textfield";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import type { Prompt } from "@/lib/prompts/prompt-schema";
import { fillTemplate, listVariables, toTemplateParts } from "@/lib/prompts/template";
import { getLastValues, keepLastValues } from "./last-values";

type VariablesFormProps = {
  prompt: Prompt;
  keepsValues: boolean;
  onInsert: (text: string) => void;
  onBack: () => void;
};

/** Asks for the values of a prompt's variables, and shows where they go. */
export function VariablesForm({ prompt, keepsValues, onInsert, onBack }: VariablesFormProps) {
  const names = listVariables(prompt.text);
  const [values, setValues] = useState<Record<string, string>>(() => {
    const last = getLastValues(prompt.id);
    return Object.fromEntries(names.map((name) => [name, last[name] ?? ""]));
  });

  function insert() {
    if (keepsValues) keepLastValues(prompt.id, values);
    onInsert(fillTemplate(prompt.text, values));
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    insert();
  }

  return (
    <form
      aria-label={`Values for ${prompt.title}`}
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        insert();
      }}
      onKeyDown={handleKeyDown}
    >
      <div className="relative flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto overscroll-contain px-5 py-4">
        {names.map((name, index) => (
          <TextField
            key={name}
            fullWidth
            value={values[name] ?? ""}
            onChange={(value) => setValues({ ...values, [name]: value })}
          >
            <Label className="wrap-anywhere">{name}</Label>
            <TextArea
              dir="auto"
              autoFocus={index === 0}
              rows={1}
              className="field-sizing-content max-h-48 min-h-10 resize-y"
              onFocus={(event) => event.currentTarget.select()}
            />
          </TextField>
        ))}
        <figure aria-label="Preview" className="min-w-0">
          <figcaption className="text-xs text-muted">Becomes</figcaption>
          <p
            dir="auto"
            className="mt-1 max-h-48 overflow-y-auto rounded-lg border border-separator bg-surface px-3 py-2 text-sm whitespace-pre-wrap wrap-anywhere"
          >
            <Preview template={prompt.text} values={values} />
          </p>
        </figure>
      </div>
      <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-separator px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <Button variant="ghost" onPress={onBack}>
          Back
        </Button>
        <Button type="submit" variant="primary">
          Insert
        </Button>
      </footer>
    </form>
  );
}

function Preview({ template, values }: { template: string; values: Record<string, string> }) {
  return toTemplateParts(template).map(({ kind, text }, index) => {
    const value = kind === "variable" ? (values[text] ?? "") : fillTemplate(text, {});
    return kind === "text" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
      <span key={index}>{value}</span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
      <mark key={index} className="rounded bg-accent-soft px-0.5 text-accent-soft-foreground">
        {value === "" ? `{{${text}}}` : value}
      </mark>
    );
  });
}
