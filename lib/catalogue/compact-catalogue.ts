import { formatModelRef } from "@/lib/model-ref";
import type { Catalogue, CatalogueModel } from "./catalogue-model";

/**
 * A catalogue as it travels: its models by column, which compresses thousands of rows to a third. A column's value is null
 * where a model has null or lacks the field.
 */
export type CompactCatalogue = Omit<Catalogue, "models"> & {
  count: number;
  columns: Record<string, unknown[]>;
};

/** What a model has only sometimes: null in its column means that it lacks the field. */
const optionalFields: ReadonlySet<string> = new Set([
  "maxInputTokens",
  "origins",
  "priceVaries",
  "removedUpstream",
  "temperature",
] satisfies (keyof CatalogueModel)[]);

/** The catalogue by column; `fromCompact` gives it back as it was. */
export function toCompact({ models, ...rest }: Catalogue): CompactCatalogue {
  const names = new Set(models.flatMap((model) => Object.keys(model)));
  names.delete("ref");
  const columns: Record<string, unknown[]> = {};
  for (const name of names) {
    columns[name] = models.map((model) => (model as Record<string, unknown>)[name] ?? null);
  }
  return { ...rest, count: models.length, columns };
}

/** The catalogue that was written with `toCompact`. */
export function fromCompact({ count, columns, ...rest }: CompactCatalogue): Catalogue {
  const entries = Object.entries(columns);
  const models = Array.from({ length: count }, (_, index) => {
    const model: Record<string, unknown> = {};
    for (const [name, values] of entries) {
      const value = values[index];
      if (value !== null || !optionalFields.has(name)) model[name] = value;
    }
    // Our own writing: a row has every field that the type requires.
    const row = model as unknown as CatalogueModel;
    row.ref = formatModelRef({ providerId: row.providerId, modelId: row.id });
    return row;
  });
  return { ...rest, models };
}
