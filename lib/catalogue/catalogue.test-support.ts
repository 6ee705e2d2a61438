import type { CatalogueFreshness, CatalogueProvider } from "./catalogue-model";

/** A hosted provider that can be called. */
export const makeProvider = (id: string, more: Partial<CatalogueProvider> = {}): CatalogueProvider => ({
  id,
  name: id,
  kind: "hosted",
  callable: true,
  reason: null,
  keyVariable: null,
  baseUrl: "https://example.com/v1",
  docsUrl: null,
  notice: null,
  ended: false,
  listing: null,
  ...more,
});

/** Of a list that was never fetched and will not be. */
export const noFreshness: CatalogueFreshness = {
  checkedAt: null,
  models: null,
  skippedRows: 0,
  problem: null,
  isRefreshing: false,
  isOff: true,
};
