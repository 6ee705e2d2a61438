import type { CatalogueModel } from "./catalogue-model";
import type { ModelRow } from "./table-columns";

/** One model with all who offer it. */
export type ModelGroup = { key: string; name: string; rows: ModelRow[]; providers: number };

/** Words of an id that tell how a model is packed or sold, not which one it is. */
const packing = /(?:^|-)(?:fp8|fp4|bf16|awq|gptq|hf|maas|free)(?=-|$)/g;

/**
 * What all offers of one model have in common: the id that a source says they share, else their own, without its owner
 * and spelling: `moonshotai/Kimi-K2.6` and `kimi-k2-6` are one.
 */
export function toGroupKey({ canonicalId, id }: Pick<CatalogueModel, "canonicalId" | "id">): string {
  const whole = canonicalId ?? id;
  const own = whole.slice(whole.lastIndexOf("/") + 1).toLowerCase();
  const words = own
    .replace(/([a-z]{3,})(\d)/g, "$1-$2")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(packing, "")
    .replace(/^-+|-+$/g, "");
  return words === "" ? own : words;
}

const keys = new WeakMap<CatalogueModel, string>();

function getKey(model: CatalogueModel): string {
  const known = keys.get(model);
  if (known !== undefined) return known;
  const key = toGroupKey(model);
  keys.set(model, key);
  return key;
}

/** The name most of them have; of equally common ones the first. */
function chooseName(rows: readonly ModelRow[]): string {
  const counts = new Map<string, number>();
  for (const { model } of rows) counts.set(model.name, (counts.get(model.name) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0] ?? "";
}

/** Rows of one model together, where the first of them stood. */
export function groupRows(rows: readonly ModelRow[]): ModelGroup[] {
  const byKey = new Map<string, ModelRow[]>();
  for (const row of rows) {
    const key = getKey(row.model);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [row]);
    else group.push(row);
  }
  return [...byKey].map(([key, own]) => ({
    key,
    name: chooseName(own),
    rows: own,
    providers: new Set(own.map(({ provider }) => provider.id)).size,
  }));
}

/** A line of the table: a model, or a heading over the offers of one. */
export type TableLine =
  | { kind: "group"; group: ModelGroup; isOpen: boolean }
  | { kind: "model"; row: ModelRow; isMember: boolean };

/** Groups as lines; one with a single offer is that offer, and only open ones show theirs. */
export function toLines(groups: readonly ModelGroup[], open: ReadonlySet<string>): TableLine[] {
  return groups.flatMap((group): TableLine[] => {
    const [only, second] = group.rows;
    if (only !== undefined && second === undefined) return [{ kind: "model", row: only, isMember: false }];
    const isOpen = open.has(group.key);
    const members = isOpen ? group.rows.map((row) => ({ kind: "model" as const, row, isMember: true })) : [];
    return [{ kind: "group", group, isOpen }, ...members];
  });
}

export type Range = { min: number; max: number; known: number };

/** The least and greatest of what is known; null when nothing is. */
export function toRange(values: readonly (number | null)[]): Range | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0
    ? null
    : { min: Math.min(...known), max: Math.max(...known), known: known.length };
}
