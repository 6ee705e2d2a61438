import fc from "fast-check";
import { expect, it } from "vitest";
import { AppError } from "@/lib/app-error";
import type { JsonObject } from "@/lib/json-value";
import { exportGenerator, toHaystackJson } from "./export-generator";
import { importGenerator } from "./import-generator";
import { createGenerator } from "./meta-llama-generator";
import { toHaystackYaml } from "./to-haystack-yaml";

const awkwardText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.stringMatching(/^[-+.:_0-9eExXobn~<=#&*!|>%@` \n"'yYNo]{0,10}$/),
);
const kwargsWithAnything = fc
  .dictionary(awkwardText, fc.oneof(awkwardText, fc.jsonValue({ maxDepth: 3 })), { maxKeys: 5 })
  .map((kwargs) => JSON.parse(JSON.stringify(kwargs).replaceAll("__proto__", "proto")) as JsonObject);

it("Haystack 6: whatever the kwargs hold comes back from JSON and YAML", () => {
  fc.assert(
    fc.property(kwargsWithAnything, (generation_kwargs) => {
      const written = exportGenerator(createGenerator({ generation_kwargs }));
      for (const text of [toHaystackJson(written), toHaystackYaml(written)]) {
        expect(importGenerator(text).generator.init_parameters.generation_kwargs).toEqual(generation_kwargs);
      }
    }),
    { numRuns: 300 },
  );
});

const written = exportGenerator(createGenerator({ generation_kwargs: { a: [1, { b: "x: y\n z" }] } }));
const pieces = [
  "{",
  "}",
  "[",
  "]",
  ":",
  "'",
  '"',
  "\n",
  "\t",
  "- ",
  "*a",
  "&a ",
  "!!",
  "?",
  "#",
  "| ",
  "%",
  "\\u",
  "<<: ",
];

it.each([
  ["JSON", toHaystackJson(written)],
  ["YAML", toHaystackYaml(written)],
])("Haystack 6: %s that is damaged anywhere is read or refused, never anything else", (_, text) => {
  const edit = fc.tuple(fc.nat(text.length), fc.nat(6), fc.constantFrom(...pieces));
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      const damaged = edits.reduce((to, [at, cut, put]) => to.slice(0, at) + put + to.slice(at + cut), text);
      expect(readOrRefuse(damaged)).toMatch(/^(?:read|refused)$/);
    }),
    { numRuns: 500 },
  );
});

function readOrRefuse(text: string): string {
  try {
    importGenerator(text);
    return "read";
  } catch (error) {
    return error instanceof AppError ? "refused" : String(error);
  }
}
