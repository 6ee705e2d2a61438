import type { CatalogueModel, FactOrigin } from "./catalogue-model";

type WithOrigins = Pick<CatalogueModel, "origins" | "source" | "sourceDate">;

/** Where a fact of a row comes from: its own origin, else the row's. All prices are one fact, `prices`. */
export const originOf = ({ origins, source, sourceDate }: WithOrigins, field: string): FactOrigin =>
  origins?.[field] ?? { source, sourceDate };
