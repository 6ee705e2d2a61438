"use client";

import { JsonEditor } from "@/components/json-editor/json-editor";
import { type SchemaDraft, withCode } from "@/lib/json-schema/schema-draft";

type SchemaCodeProps = { draft: SchemaDraft; onChange: (draft: SchemaDraft) => void };

/** The schema as its JSON. */
export function SchemaCode({ draft, onChange }: SchemaCodeProps) {
  return (
    <JsonEditor
      label="JSON Schema"
      hint="Sent as it stands here."
      value={draft.code}
      onChange={(code) => onChange(withCode(draft, code))}
      problem={draft.problem}
      height="min-h-72"
    />
  );
}
