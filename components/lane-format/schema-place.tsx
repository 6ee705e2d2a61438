"use client";

import { withChoices, withDescription } from "@/lib/json-schema/change-node";
import { readNode, type SchemaNode } from "@/lib/json-schema/schema-node";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import { fieldClass } from "./field-class";
import { ObjectFields } from "./object-fields";
import { NullableChoice, type PlaceProps, TypeChoice } from "./type-choice";

/** Everything of one place but its type: what it means, what it allows, and what lies below it. */
export function SchemaPlace({ schema, name, onChange }: PlaceProps) {
  const node = readNode(schema);
  if (!isJsonObject(schema) || node.kind === "raw") return <RawPlace schema={schema} node={node} />;
  return (
    <div className="flex flex-col gap-2">
      <input
        aria-label={`Description of ${name}`}
        placeholder="Description: what the model should write here"
        className={`h-8 w-full min-w-0 ${fieldClass}`}
        value={node.description}
        onChange={(event) => onChange(withDescription(schema, event.target.value))}
      />
      {node.choices !== null && (
        <textarea
          aria-label={`Values of ${name}, one a line`}
          placeholder="One value a line"
          rows={Math.min(6, Math.max(2, node.choices.length))}
          className={`w-full min-w-0 py-1.5 font-mono ${fieldClass}`}
          value={node.choices.join("\n")}
          onChange={(event) => onChange(withChoices(schema, event.target.value.split("\n")))}
        />
      )}
      {node.otherKeywords.length > 0 && <OtherKeywords schema={schema} keywords={node.otherKeywords} />}
      {node.type === "object" && (
        <ObjectFields
          schema={schema}
          name={name}
          onChange={onChange}
          renderPlace={(own) => <SchemaPlace {...own} />}
        />
      )}
      {node.type === "array" && <Items schema={schema} name={name} onChange={onChange} />}
    </div>
  );
}

function Items({ schema, name, onChange }: Omit<PlaceProps, "schema"> & { schema: JsonObject }) {
  const items = schema.items ?? {};
  const own = `items of ${name}`;
  const change = (changed: JsonObject) => onChange({ ...schema, items: changed });
  return (
    <div className="flex flex-col gap-2 border-l-2 border-separator pl-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="text-xs text-muted">Each item is</span>
        <TypeChoice schema={items} name={own} onChange={change} />
        <NullableChoice schema={items} name={own} onChange={change} />
      </div>
      <SchemaPlace schema={items} name={own} onChange={change} />
    </div>
  );
}

function OtherKeywords({ schema, keywords }: { schema: JsonObject; keywords: readonly string[] }) {
  const written = keywords.filter(
    (keyword) => !(keyword === "additionalProperties" && schema[keyword] === false),
  );
  if (written.length === 0) return null;
  return (
    <p className="font-mono text-xs wrap-anywhere text-muted">
      {written.map((keyword) => `${keyword}: ${JSON.stringify(schema[keyword]).slice(0, 80)}`).join(" · ")}
    </p>
  );
}

function RawPlace({ schema, node }: { schema: JsonValue | undefined; node: SchemaNode }) {
  return (
    <div className="rounded-md bg-default px-2.5 py-2">
      <p className="text-xs text-muted">
        {node.kind === "raw" ? node.why : ""} The form leaves it as it is; change it under Code.
      </p>
      <pre className="mt-1 max-h-32 overflow-auto font-mono text-xs wrap-anywhere whitespace-pre-wrap text-foreground">
        {JSON.stringify(schema)}
      </pre>
    </div>
  );
}
