import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";

export type ScoredModel = { model: CatalogueModel; score: number };

type Indexed = { model: CatalogueModel; text: string; words: string[] };

const indexes = new WeakMap<CatalogueModel[], Indexed[]>();

/** Letters and digits in lower case, everything else a space: `Qwen3-235B` is found as `qwen3 235b`. */
function simplify(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function getIndex(models: CatalogueModel[], providerNames: ReadonlyMap<string, string>): Indexed[] {
  const known = indexes.get(models);
  if (known !== undefined) return known;
  const index = models.map((model) => {
    const provider = providerNames.get(model.providerId) ?? "";
    const text = simplify([model.name, model.id, model.providerId, provider, model.family ?? ""].join(" "));
    return { model, text, words: [...new Set(text.split(" "))] };
  });
  indexes.set(models, index);
  return index;
}

/** True when one insertion, deletion, replacement or swap of neighbours makes `a` the start of `b`. */
function isOneSlipFrom(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const rest = a.slice(start + 1);
  const swapped = `${a[start + 1] ?? ""}${a[start] ?? ""}${a.slice(start + 2)}`;
  return (
    b.startsWith(rest, start + 1) ||
    b.startsWith(a.slice(start), start + 1) ||
    b.startsWith(rest, start) ||
    b.startsWith(swapped, start)
  );
}

/** How well one searched word fits: 0 is not at all. */
function scoreWord(word: string, { text, words }: Indexed): number {
  if (words.includes(word)) return 8;
  if (words.some((candidate) => candidate.startsWith(word))) return 5;
  if (text.includes(word)) return 3;
  const isLongEnough = word.length >= 4;
  return isLongEnough && words.some((candidate) => isOneSlipFrom(word, candidate)) ? 1 : 0;
}

/** The models that fit every word of `query`, best first; all of them, in their order, for an empty query. */
export function searchModels(options: {
  models: CatalogueModel[];
  providerNames: ReadonlyMap<string, string>;
  query: string;
}): ScoredModel[] {
  const { models, providerNames, query } = options;
  const words = simplify(query).split(" ").filter(Boolean);
  const found = getIndex(models, providerNames).flatMap((entry) => {
    let score = 0;
    for (const word of words) {
      const wordScore = scoreWord(word, entry);
      if (wordScore === 0) return [];
      score += wordScore;
    }
    return [{ model: entry.model, score }];
  });
  return words.length === 0 ? found : found.toSorted((a, b) => b.score - a.score);
}
