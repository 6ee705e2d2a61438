import { expect, it } from "vitest";
import { noFreshness as freshness } from "./catalogue.test-support";
import type { Catalogue } from "./catalogue-model";
import { fromCompact, toCompact } from "./compact-catalogue";
import { documentedModels } from "./documented-models";

it("a catalogue that has travelled is what it was", () => {
  const [first, ...others] = documentedModels;
  if (first === undefined) throw new Error("There are documented models.");
  const catalogue: Catalogue = {
    providers: [],
    routes: [],
    freshness,
    models: [
      { ...first, origins: { name: { source: "live", sourceDate: "2026" } }, removedUpstream: true },
      ...others,
    ],
  };
  expect(fromCompact(JSON.parse(JSON.stringify(toCompact(catalogue))))).toEqual(catalogue);
});

it("a catalogue without models travels, too", () => {
  const catalogue: Catalogue = { providers: [], routes: [], freshness, models: [] };
  expect(fromCompact(toCompact(catalogue))).toEqual(catalogue);
});
