import { describe, expect, it } from "vitest";
import { blankModel } from "@/lib/catalogue/blank-model";
import { makeProvider, noFreshness } from "@/lib/catalogue/catalogue.test-support";
import type { Catalogue, CatalogueRoute } from "@/lib/catalogue/catalogue-model";
import type { Gates } from "@/lib/settings-gates/to-gates";
import { listPresetProblems } from "./list-preset-problems";

const model = blankModel({
  providerId: "acme",
  id: "one",
  kind: "hosted",
  source: "config",
  sourceDate: "2026",
});
const routeWith = (ref: string, reason: string | null = null): CatalogueRoute => ({
  ref,
  name: ref,
  description: null,
  order: ["acme/one"],
  models: ["acme/one"],
  callable: reason === null,
  reason,
  imageInput: null,
  audioInput: null,
  pdfInput: null,
});
const catalogue: Catalogue = {
  providers: [makeProvider("acme"), makeProvider("far", { isListedOnly: true })],
  routes: [routeWith("auto/support"), routeWith("auto/keyless", "None of its models has a key.")],
  models: [model, { ...model, ref: "acme/old", id: "old", notOffered: "Retired on 2026-01-01." }],
  freshness: noFreshness,
};
const open: Gates = { settings: {}, fields: {} };
const problemsOf = (ref: string | null, settings = {}, gates = open) =>
  listPresetProblems({ model: ref, settings }, { catalogue, gates });

describe("what must be known before a preset is used", () => {
  it("is nothing for a known model, and for a preset without one", () => {
    expect(problemsOf("acme/one", { temperature: 0 })).toEqual([]);
    expect(problemsOf(null)).toEqual([]);
  });

  it("is that the model or its provider is not known, or not offered", () => {
    expect(problemsOf("acme/new")).toEqual([expect.stringContaining("does not know acme/new")]);
    expect(problemsOf("nobody/x")).toEqual([expect.stringContaining('no provider "nobody"')]);
    expect(problemsOf("far/x")).toEqual([expect.stringContaining('no provider "far"')]);
    expect(problemsOf("acme/old")).toEqual(["Retired on 2026-01-01."]);
  });

  it("is nothing for a route that can be called, and else why not", () => {
    expect(problemsOf("auto/support")).toEqual([]);
    expect(problemsOf("auto/keyless")).toEqual(["None of its models has a key."]);
    expect(problemsOf("auto/gone")).toEqual([expect.stringContaining("no route auto/gone")]);
  });

  it("is what the model refuses of what is set, a value of 0 too, and nothing else", () => {
    const gate = { kind: "refused", reason: "One refused it.", refusalId: "r" } as const;
    const gates: Gates = {
      settings: { temperature: gate, topP: gate },
      fields: { top_k: gate, other: gate },
    };
    expect(problemsOf("acme/one", { temperature: 0, body: { top_k: 4 } }, gates)).toEqual([
      "Temperature: One refused it.",
      "top_k: One refused it.",
    ]);
  });
});
