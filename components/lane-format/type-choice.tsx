"use client";

import { withChoices, withNullable, withType } from "@/lib/json-schema/change-node";
import { nodeTypes, readNode } from "@/lib/json-schema/schema-node";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import { fieldClass } from "./field-class";

export type PlaceProps = {
  schema: JsonValue | undefined;
  /** What it is called to a screen reader, such as `items of tags`. */
  name: string;
  onChange: (schema: JsonObject) => void;
};

const enumType = "enum";

/** The type of one place, as a choice. What the form cannot show is left to the code. */
export function TypeChoice({ schema, name, onChange }: PlaceProps) {
  const node = readNode(schema);
  if (!isJsonObject(schema) || node.kind === "raw") return null;
  const value = node.choices === null ? node.type : enumType;

  function choose(type: string) {
    if (!isJsonObject(schema)) return;
    if (type === enumType) return onChange(withChoices(withType(schema, "string"), [""]));
    const known = nodeTypes.find((one) => one === type);
    if (known !== undefined) onChange(withType(withChoices(schema, null), known));
  }

  return (
    <select
      aria-label={`Type of ${name}`}
      className={`h-8 ${fieldClass}`}
      value={value}
      onChange={(event) => choose(event.target.value)}
    >
      {nodeTypes.map((type) => (
        <option key={type}>{type}</option>
      ))}
      <option>{enumType}</option>
    </select>
  );
}

/** Whether the place may be null. */
export function NullableChoice({ schema, name, onChange }: PlaceProps) {
  const node = readNode(schema);
  if (!isJsonObject(schema) || node.kind === "raw") return null;
  return (
    <label className="flex cursor-(--cursor-interactive) items-center gap-1.5 text-xs text-muted">
      <input
        type="checkbox"
        aria-label={`${name} may be null`}
        className="size-3.5 accent-(--accent)"
        checked={node.isNullable}
        onChange={(event) => onChange(withNullable(schema, event.target.checked))}
      />
      or null
    </label>
  );
}
