import { describe, expect, it } from "vitest";
import type { Catalogue, CatalogueRoute } from "./catalogue-model";
import { toPickerRows } from "./picker-rows";

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
