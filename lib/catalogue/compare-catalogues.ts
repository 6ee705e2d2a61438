import type { CatalogueModel } from "./catalogue-model";

/** What became different between two readings of a source. Prices in USD per million tokens. */
export type CatalogueChange = {
  /** Day it was noticed. */
  date: string;
  ref: string;
  name: string;
} & (
  | { kind: "new" }
  | { kind: "gone" }
  | { kind: "cheaper" | "dearer"; what: "input" | "output"; from: number; to: number }
);

function comparePrice(
  { ref, name }: CatalogueModel,
  date: string,
  [what, from, to]: ["input" | "output", number | null, number | null],
): CatalogueChange[] {
  // A price that was not published before is neither cheaper nor dearer than it was.
  if (from === null || to === null || from === to) return [];
  return [{ date, ref, name, kind: to < from ? "cheaper" : "dearer", what, from, to }];
}

/** The models that came, went, and changed in price. */
export function compareCatalogues(
  before: readonly CatalogueModel[],
  after: readonly CatalogueModel[],
  date: string,
): CatalogueChange[] {
  const old = new Map(before.map((model) => [model.ref, model]));
  const refs = new Set(after.map(({ ref }) => ref));
  const changed = after.flatMap((model): CatalogueChange[] => {
    const known = old.get(model.ref);
    if (known === undefined) return [{ date, ref: model.ref, name: model.name, kind: "new" }];
    return [
      ...comparePrice(model, date, ["input", known.prices.inputUsdPerMTok, model.prices.inputUsdPerMTok]),
      ...comparePrice(model, date, ["output", known.prices.outputUsdPerMTok, model.prices.outputUsdPerMTok]),
    ];
  });
  const gone = before.filter(({ ref }) => !refs.has(ref));
  return [...changed, ...gone.map(({ ref, name }): CatalogueChange => ({ date, ref, name, kind: "gone" }))];
}
