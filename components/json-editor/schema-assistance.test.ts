import { CompletionContext } from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { bodySchema } from "@/lib/body-fields/body-schema";
import { findValueAt } from "./json-tree";
import { complete } from "./schema-assistance";

const stateOf = (doc: string) => EditorState.create({ doc, extensions: [json()] });

/** The document with the option of this label taken at the place of `|`; null when it is not offered. */
function take(marked: string, label: string, explicit = false): string | null {
  const position = marked.indexOf("|");
  const doc = marked.replace("|", "");
  const result = complete(new CompletionContext(stateOf(doc), position, explicit), bodySchema);
  const option = result?.options.find((each) => (each.displayLabel ?? each.label) === label);
  if (result === null || option === undefined) return null;
  const applied = typeof option.apply === "string" ? option.apply : option.label;
  return doc.slice(0, result.from) + applied + doc.slice(result.to ?? position);
}

describe("what is offered while JSON is written", () => {
  it.each([
    ["a name without quotes", "{to|}", "top_k", '{"top_k": }'],
    ["a name in quotes", '{"to|"}', "top_k", '{"top_k": }'],
    ["a name whose quote is open", '{"to|', "top_k", '{"top_k": '],
    ["a second name", '{"top_k": 4, "mi|"}', "min_p", '{"top_k": 4, "min_p": }'],
    ["a name before a value", '{"to|": 4}', "top_k", '{"top_k": 4}'],
    ["a name within a field", '{"provider": {"so|"}}', "sort", '{"provider": {"sort": }}'],
    ["one of a field's words", '{"verbosity": "l|"}', '"low"', '{"verbosity": "low"}'],
    ["one of a field's words without quotes", '{"verbosity": l|}', '"low"', '{"verbosity": "low"}'],
    ["true or false", '{"logprobs": t|}', "true", '{"logprobs": true}'],
    [
      "a word that is common",
      '{"reasoning": {"effort": "h|"}}',
      '"high"',
      '{"reasoning": {"effort": "high"}}',
    ],
  ])("%s is completed: %s", (_, marked, label, expected) => {
    expect(take(marked, label)).toBe(expected);
  });

  it("a name that is there already is not offered, nor anything in a text, a list or outside", () => {
    expect(take('{"top_k": 1, "top_|"}', "top_k")).toBeNull();
    expect(take('{"user": "top_|"}', "top_k")).toBeNull();
    expect(take('{"stop": ["top_|"]}', "top_k")).toBeNull();
    expect(take("top_|", "top_k")).toBeNull();
  });

  it("all names come when they are asked for", () => {
    expect(take("{|}", "top_k")).toBeNull();
    expect(take("{|}", "top_k", true)).toBe('{"top_k": }');
    expect(take('{\n  "n": 1,\n  |\n}', "top_k", true)).toBe('{\n  "n": 1,\n  "top_k": \n}');
  });
});

it.each([
  [["b"], '"b"'],
  [["b", "c", "1"], "2"],
  [["b", "c", "1", "x"], "2"],
  [["no"], '{"a": 1, "b": {"c": [1, 2]}}'],
])("what is at %j is marked", (path, expected) => {
  const doc = '{"a": 1, "b": {"c": [1, 2]}}';
  const { from, to } = findValueAt(stateOf(doc), path);
  expect(doc.slice(from, to)).toBe(expected);
});
