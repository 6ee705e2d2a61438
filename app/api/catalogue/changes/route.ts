import { listCatalogueChanges } from "@/lib/server/catalogue/models-dev/models-dev";
import { respondJson, route } from "@/lib/server/respond";

/** The models that came, went and changed in price between refreshes, newest first. */
export const GET = route({}, () => respondJson(listCatalogueChanges()));
