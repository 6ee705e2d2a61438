import { requestJson } from "@/lib/api/request-json";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";

export const getCatalogue = () => requestJson<Catalogue>("/api/catalogue");
