import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { type Diagnostic, linter } from "@codemirror/lint";
import type { EditorState, Extension } from "@codemirror/state";
import { type EditorView, hoverTooltip } from "@codemirror/view";
import { type FieldSchema, getSchemaAt, listTypes, toTypeWords } from "@/lib/body-fields/field-schema";
import { findValueAt, type TreeNode, toPathAt } from "./json-tree";

/** What is to be said of a value at a path of the document. */
export type EditorNote = { path: string[]; severity: "error" | "warning" | "info"; message: string };

/** What an editor knows of the document that is written in it. */
export type Assistance = {
  schema: FieldSchema;
  /** Notes on a text; none while it is no JSON. Its own faults are told anyway. */
  findNotes: (text: string) => EditorNote[];
};

/** Names and values to choose from, what each means, and marks where something is to be said. */
export function assist(get: () => Assistance): Extension {
  return [
    autocompletion({ override: [(context) => complete(context, get().schema)], icons: false }),
    hoverTooltip((view, position) => describeAt(view, position, get().schema)),
    linter((view) => markNotes(view.state, get().findNotes(view.state.doc.toString())), { delay: 300 }),
  ];
}

/** What can be written at a place: names that are not there yet, or values. */
export function complete(context: CompletionContext, schema: FieldSchema): CompletionResult | null {
  const { state, pos, explicit } = context;
  const before = context.matchBefore(/[\w-]+/);
  const from = before?.from ?? pos;
  const node = syntaxTree(state).resolveInner(from, -1);
  const property = findValuePlace(node, state, from);
  if (property !== null) return completeValue({ context, schema: getSchemaAt(schema, property), from });
  const { holder, start, end } = findNamePlace({ node, state, from, to: pos });
  if (holder === null || (!explicit && before === null && start === from)) return null;
  const known = getSchemaAt(schema, toPathAt(holder, state.doc));
  if (known?.properties === undefined) return null;
  const there = listNames(holder, state, start);
  const options = Object.entries(known.properties)
    .filter(([name]) => !there.has(name))
    .map(([name, inner]) => toNameOption(name, inner, hasColon(state, end)));
  return options.length === 0
    ? null
    : { from: start, to: end, options, filter: true, validFor: /^"?[\w-]*"?$/ };
}

/** The path of the property whose value is written here; null when it is no value. */
function findValuePlace(node: TreeNode, state: EditorState, position: number): string[] | null {
  const property = node.name === "Property" ? node : node.parent?.name === "Property" ? node.parent : null;
  const name = property?.getChild("PropertyName") ?? null;
  if (property === null || name === null || node.name === "PropertyName") return null;
  const between = state.sliceDoc(name.to, position);
  return between.includes(":") ? toPathAt(property, state.doc) : null;
}

/** The object in which a name is written here, and what of the name is there already. */
function findNamePlace({
  node,
  state,
  from,
  to,
}: {
  node: TreeNode;
  state: EditorState;
  from: number;
  to: number;
}) {
  if (node.name === "PropertyName")
    return { holder: node.parent?.parent ?? null, start: node.from, end: node.to };
  let holder: TreeNode | null = node;
  while (holder !== null && holder.name !== "Object") {
    if (holder.name === "Array" || holder.name === "String") return { holder: null, start: from, end: to };
    holder = holder.parent;
  }
  return { holder, start: state.sliceDoc(from - 1, from) === '"' ? from - 1 : from, end: to };
}

function completeValue({
  context,
  schema,
  from,
}: {
  context: CompletionContext;
  schema: FieldSchema | undefined;
  from: number;
}): CompletionResult | null {
  if (schema === undefined) return null;
  const texts = (schema.enum ?? schema.examples ?? []).map((value) => JSON.stringify(value));
  const flags = listTypes(schema).includes("boolean") ? ["true", "false"] : [];
  const options = [...flags, ...texts].map((label): Completion => ({ label, type: "constant" }));
  if (options.length === 0) return null;
  const isQuoted = context.state.sliceDoc(from - 1, from) === '"';
  const start = isQuoted ? from - 1 : from;
  const isClosed = isQuoted && context.state.sliceDoc(context.pos, context.pos + 1) === '"';
  return { from: start, to: context.pos + (isClosed ? 1 : 0), options, validFor: /^"?[\w-]*"?$/ };
}

function toNameOption(name: string, schema: FieldSchema, hasValue: boolean): Completion {
  return {
    // With its quotes: what is typed is compared with it, and may begin with one.
    label: JSON.stringify(name),
    displayLabel: name,
    apply: hasValue ? JSON.stringify(name) : `${JSON.stringify(name)}: `,
    detail: listTypes(schema).join(" | "),
    info: () => toDescription(name, schema),
    boost: schema.description?.includes("newer servers") ? -1 : 0,
  };
}

function listNames(holder: TreeNode, state: EditorState, except: number): Set<string> {
  const names = holder.getChildren("Property").flatMap((property) => {
    const name = property.getChild("PropertyName");
    return name === null || name.from === except ? [] : [state.sliceDoc(name.from + 1, name.to - 1)];
  });
  return new Set(names);
}

function hasColon(state: EditorState, end: number): boolean {
  return /^\s*:/.test(state.sliceDoc(end, end + 20));
}

function describeAt(view: EditorView, position: number, schema: FieldSchema) {
  const node = syntaxTree(view.state).resolveInner(position, 1);
  const property = node.name === "PropertyName" ? node.parent : null;
  if (property === null) return null;
  const path = toPathAt(property, view.state.doc);
  const known = getSchemaAt(schema, path);
  if (known === undefined) return null;
  return { pos: node.from, end: node.to, create: () => ({ dom: toDescription(path.at(-1) ?? "", known) }) };
}

/** What a field is, what it takes, and who says so. */
function toDescription(name: string, schema: FieldSchema): HTMLElement {
  const element = document.createElement("div");
  element.className = "cm-field-description";
  const lines: [string, string][] = [
    ["strong", name],
    ["p", `Takes ${toTypeWords(schema)}.`],
    ...(schema.description ? ([["p", schema.description]] as [string, string][]) : []),
    ...(schema.source ? ([["small", schema.source]] as [string, string][]) : []),
  ];
  for (const [tag, text] of lines) {
    const line = document.createElement(tag);
    line.textContent = text;
    element.append(line);
  }
  return element;
}

function markNotes(state: EditorState, notes: readonly EditorNote[]): Diagnostic[] {
  return notes.map(({ path, severity, message }) => ({ ...findValueAt(state, path), severity, message }));
}
