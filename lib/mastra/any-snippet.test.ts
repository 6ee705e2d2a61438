import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { AppError } from "@/lib/app-error";
import { importMastra } from "./import-mastra";

const document = readFileSync("lib/mastra/fixtures/llama.txt", "utf8");
const code = [...document.matchAll(/```typescript\n([\s\S]*?)```/g)]
  .map(([, block]) => block ?? "")
  .join("\n");
const pieces = [
  "{",
  "}",
  "(",
  ")",
  "[",
  "'",
  "`",
  "\n",
  "${",
  "=>",
  "?",
  "...",
  "await ",
  "return ",
  "switch(a){case 1:",
  "/*",
  "new Agent(",
  "```\n",
];

it.each([
  ["a snippet", code],
  ["a document", document],
])("Mastra 2: %s that is damaged anywhere is read or refused, never anything else", (_, text) => {
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
    importMastra(text);
    return "read";
  } catch (error) {
    return error instanceof AppError ? "refused" : String(error);
  }
}
