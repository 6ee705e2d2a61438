import { request, requestJson } from "@/lib/api/request-json";
import type { Catalogue, CatalogueFreshness } from "@/lib/catalogue/catalogue-model";
import { type CompactCatalogue, fromCompact } from "@/lib/catalogue/compact-catalogue";
import type { CatalogueChange } from "@/lib/catalogue/compare-catalogues";

let last: { etag: string; catalogue: Catalogue } | null = null;

/** The catalogue: the same object for as long as the server says that it is the same, so that asking again costs nothing. */
export async function getCatalogue(): Promise<Catalogue> {
  const response = await request("/api/catalogue");
  const etag = response.headers.get("etag");
  if (last !== null && last.etag === etag) {
    await response.body?.cancel();
    return last.catalogue;
  }
  const catalogue = fromCompact((await response.json()) as CompactCatalogue);
  last = etag === null ? null : { etag, catalogue };
  return catalogue;
}

/** Asks the sources of the catalogue again; the answer says what became of it. */
export const refreshCatalogue = () =>
  requestJson<CatalogueFreshness>("/api/catalogue/refresh", { method: "POST" });

/** What came, went and changed in price between refreshes, newest first. */
export const listCatalogueChanges = () => requestJson<CatalogueChange[]>("/api/catalogue/changes");
