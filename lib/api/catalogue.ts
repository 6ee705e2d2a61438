import { requestJson } from "@/lib/api/request-json";
import type { Catalogue, CatalogueFreshness } from "@/lib/catalogue/catalogue-model";
import { type CompactCatalogue, fromCompact } from "@/lib/catalogue/compact-catalogue";
import type { CatalogueChange } from "@/lib/catalogue/compare-catalogues";

export const getCatalogue = async (): Promise<Catalogue> =>
  fromCompact(await requestJson<CompactCatalogue>("/api/catalogue"));

/** Asks the sources of the catalogue again; the answer says what became of it. */
export const refreshCatalogue = () =>
  requestJson<CatalogueFreshness>("/api/catalogue/refresh", { method: "POST" });

/** What came, went and changed in price between refreshes, newest first. */
export const listCatalogueChanges = () => requestJson<CatalogueChange[]>("/api/catalogue/changes");
