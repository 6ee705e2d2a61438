import { describe, expect, it } from "vitest";
import { blankModel } from "./blank-model";
import { noFreshness } from "./catalogue.test-support";
import type { Catalogue, CatalogueModel, CatalogueProvider, CatalogueRoute } from "./catalogue-model";
import { toPickerRows } from "./picker-rows";
import { searchModels } from "./search-models";

const providerWith = (id: string, callable: boolean): CatalogueProvider => ({
  id,
  name: id.toUpperCase(),
  kind: "hosted",
  callable,
  reason: callable ? null : `Set ${id}.`,
  keyVariable: null,
  baseUrl: "https://x.example",
  docsUrl: null,
  notice: null,
  ended: false,
  listing: null,
});

const modelWith = (
  providerId: string,
  id: string,
  overrides: Partial<CatalogueModel> = {},
): CatalogueModel => ({
  ...blankModel({ providerId, id, kind: "hosted", source: "models.dev", sourceDate: "2026-11-01" }),
  ...overrides,
});

const catalogue: Catalogue = {
  providers: [providerWith("waiting", false), providerWith("ready", true)],
  models: [
    modelWith("waiting", "claude-sonnet-4"),
    modelWith("waiting", "kimi-k2"),
    modelWith("ready", "claude-haiku-4"),
    modelWith("ready", "gpt-oss-120b", { notOffered: "It was retired." }),
    modelWith("ready", "gpt-oss-20b"),
    modelWith("ready", "claude-2", { removedUpstream: true }),
  ],
  routes: [],
  freshness: noFreshness,
};

const refsFor = (query: string) =>
  toPickerRows({ catalogue, query, recents: [] }).flatMap((row) => (row.kind === "model" ? row.ref : []));

describe("the chat's picker", () => {
  it.each(["", "claude", "cluade", "gpt oss", "waiting", "kimi k2"])(
    "finds for %j what the table finds",
    (query) => {
      const models = catalogue.models.filter(({ removedUpstream }) => removedUpstream !== true);
      const providerNames = new Map(catalogue.providers.map(({ id, name }) => [id, name]));
      const table = searchModels({ models, providerNames, query }).map(({ model }) => model.ref);
      expect(table.length).toBeGreaterThan(0);
      expect(refsFor(query).toSorted()).toEqual(table.toSorted());
    },
  );

  it("shows what can be called first, and what is not offered last of its provider", () => {
    expect(refsFor("")).toEqual([
      "ready/claude-haiku-4",
      "ready/gpt-oss-20b",
      "ready/gpt-oss-120b",
      "waiting/claude-sonnet-4",
      "waiting/kimi-k2",
    ]);
  });

  it("leaves out what was removed upstream, whose ref can still be typed", () => {
    const rows = toPickerRows({ catalogue, query: "ready/claude-2", recents: [] });
    expect(rows[0]).toEqual({ kind: "typed", key: "typed", ref: "ready/claude-2" });
    expect(refsFor("claude-2")).not.toContain("ready/claude-2");
  });
});

const routeWith = (overrides: Partial<CatalogueRoute>): CatalogueRoute => ({
  ref: "auto/fast",
  name: "Fast",
  description: null,
  order: ["a/b"],
  models: ["a/b"],
  callable: true,
  reason: null,
  imageInput: null,
  audioInput: null,
  pdfInput: null,
  ...overrides,
});

const rowsOf = (query: string, { routes, recents = [] }: { routes: CatalogueRoute[]; recents?: string[] }) =>
  toPickerRows({
    catalogue: { providers: [], models: [], routes } as unknown as Catalogue,
    query,
    recents,
  }).map(({ key }) => key);

describe("routes in the list of models", () => {
  const routes = [
    routeWith({}),
    routeWith({ ref: "auto/deep", name: "Deep", description: "For hard tasks" }),
  ];

  it("stand under a heading of their own, which is not there without any", () => {
    expect(rowsOf("", { routes })).toEqual(["heading:routes", "auto/fast", "auto/deep"]);
    expect(rowsOf("", { routes: [] })).toEqual([]);
  });

  it("are found by name, ref and description, and are not offered as typed", () => {
    expect(rowsOf("hard deep", { routes })).toEqual(["heading:routes", "auto/deep"]);
    expect(rowsOf("auto/fast", { routes })).toEqual(["heading:routes", "auto/fast"]);
    expect(rowsOf("auto/other", { routes })).toEqual(["typed"]);
  });

  it("are remembered when they were chosen last", () => {
    expect(rowsOf("", { routes, recents: ["auto/deep"] }).slice(0, 2)).toEqual([
      "heading:recent",
      "recent:auto/deep",
    ]);
  });
});
