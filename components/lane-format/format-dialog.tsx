"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { DialogFrame } from "@/components/lane-code/dialog-frame";
import { ChoiceRow } from "@/components/lane-settings/choice-row";
import { type SchemaDraft, toSchemaDraft } from "@/lib/json-schema/schema-draft";
import type { JsonObject } from "@/lib/json-value";
import { functionNameSchema } from "@/lib/tools/lane-tool";
import type { SchemaFormat } from "@/lib/tools/response-format";
import { NameInput } from "./name-input";
import { SampleForm } from "./sample-form";
import { SchemaCode } from "./schema-code";
import { SchemaPlace } from "./schema-place";
import { StrictNote } from "./strict-note";
import { TypeChoice } from "./type-choice";

type FormatDialogProps = {
  format: SchemaFormat;
  onChange: (format: SchemaFormat) => void;
  isOpen: boolean;
  onClose: () => void;
};

const views = [
  { value: "form", label: "Form" },
  { value: "code", label: "Code" },
  { value: "sample", label: "From a sample" },
];

const toNameProblem = (name: string) =>
  functionNameSchema.safeParse(name).success ? null : "1 to 64 letters, digits, _ and -.";

/** Edits the schema that answers must fit, as a form and as code. It holds from the next message on once it is closed. */
export function FormatDialog({ format, onChange, isOpen, onClose }: FormatDialogProps) {
  const [{ name, strict }, setHead] = useState({ name: format.name, strict: format.strict });
  const [draft, setDraft] = useState<SchemaDraft>(() => toSchemaDraft(format.schema));
  const [view, setView] = useState("form");
  const [isHeld, setHeld] = useState(false);
  const setSchema = (schema: JsonObject) => setDraft(toSchemaDraft(schema));

  function save() {
    onChange({
      type: "json_schema",
      name,
      ...(strict === undefined ? {} : { strict }),
      schema: draft.schema,
    });
    onClose();
  }

  function close() {
    if (draft.problem === null) return save();
    setView("code");
    setHeld(true);
  }

  return (
    <DialogFrame title="Answer format" isOpen={isOpen} onClose={close}>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto overscroll-contain px-5 pt-4 pb-5">
        <div className="flex flex-wrap items-start gap-x-5 gap-y-2">
          <div className="flex min-w-48 flex-1 items-start gap-2.5 text-sm">
            <span className="flex h-8 items-center font-medium text-foreground">Name</span>
            <NameInput
              label="Name of the schema"
              className="flex-1"
              value={name}
              toProblem={toNameProblem}
              onChange={(changed) => setHead({ name: changed, strict })}
            />
          </div>
          <label className="flex h-8 cursor-(--cursor-interactive) items-center gap-2 text-sm text-foreground">
            <input
              type="checkbox"
              className="size-4 accent-(--accent)"
              checked={strict ?? false}
              onChange={(event) => setHead({ name, strict: event.target.checked ? true : undefined })}
            />
            Strict
          </label>
        </div>
        {strict === true && draft.problem === null && (
          <StrictNote schema={draft.schema} onChange={setSchema} />
        )}
        <ChoiceRow label="Schema" choices={views} value={view} onChoose={setView} />
        {view === "form" && <SchemaForm draft={draft} onChange={setSchema} />}
        {view === "code" && <SchemaCode draft={draft} onChange={setDraft} />}
        {view === "sample" && (
          <SampleForm
            onInfer={(schema) => {
              setSchema(schema);
              setView("form");
            }}
          />
        )}
      </div>
      <footer className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-separator px-5 py-3">
        {isHeld && draft.problem !== null && (
          <p role="alert" className="min-w-0 flex-1 text-xs text-danger">
            The code is no schema yet. Mend it, or go back to the last that was one.
          </p>
        )}
        {isHeld && draft.problem !== null && (
          <Button size="sm" variant="tertiary" onPress={() => setSchema(draft.schema)}>
            Go back
          </Button>
        )}
        <Button size="sm" variant="primary" onPress={close}>
          Done
        </Button>
      </footer>
    </DialogFrame>
  );
}

function SchemaForm({ draft, onChange }: { draft: SchemaDraft; onChange: (schema: JsonObject) => void }) {
  if (draft.problem !== null) {
    return (
      <p className="text-sm text-muted">
        The code is no schema yet, so there is no form of it: {draft.problem}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-2 text-xs text-muted">
        The answer is <TypeChoice schema={draft.schema} name="the answer" onChange={onChange} />
      </div>
      <SchemaPlace schema={draft.schema} name="the answer" onChange={onChange} />
    </div>
  );
}
