import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";

export type ScoredModel = { model: CatalogueModel; score: number };

type Indexed = { model: CatalogueModel; text: string; wordIds: number[] };

/** Rows share most of their words: what a searched word is worth is found out once for each of them. */
type SearchIndex = { entries: Indexed[]; vocabulary: string[] };

const indexes = new WeakMap<CatalogueModel[], SearchIndex>();

/** Letters and digits in lower case, everything else a space: `Qwen3-235B` is found as `qwen3 235b`. */
function simplify(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function getIndex(models: CatalogueModel[], providerNames: ReadonlyMap<string, string>): SearchIndex {
  const known = indexes.get(models);
  if (known !== undefined) return known;
  const ids = new Map<string, number>();
  const toId = (word: string) => {
    const id = ids.get(word) ?? ids.size;
    ids.set(word, id);
    return id;
  };
  const entries = models.map((model) => {
    const provider = providerNames.get(model.providerId) ?? "";
    const text = simplify([model.name, model.id, model.providerId, provider, model.family ?? ""].join(" "));
    return { model, text, wordIds: [...new Set(text.split(" "))].map(toId) };
  });
  const index = { entries, vocabulary: [...ids.keys()] };
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

/** What it is worth that `candidate` is one of a row's words, where `word` is searched: 0 is nothing. */
function scoreCandidate(word: string, candidate: string): number {
  if (candidate === word) return 8;
  if (candidate.startsWith(word)) return 5;
  return word.length >= 4 && isOneSlipFrom(word, candidate) ? 1 : 0;
}

/** How well one searched word fits a row: 0 is not at all. A word within another is worth more than a slip. */
function scoreWord(word: string, scores: Uint8Array, { text, wordIds }: Indexed): number {
  let best = 0;
  for (const id of wordIds) best = Math.max(best, scores[id] ?? 0);
  return best < 3 && text.includes(word) ? 3 : best;
}

/** How well a row fits all searched words; null when one of them does not fit. */
function scoreEntry(entry: Indexed, words: readonly { word: string; scores: Uint8Array }[]): number | null {
  let score = 0;
  for (const { word, scores } of words) {
    const wordScore = scoreWord(word, scores, entry);
    if (wordScore === 0) return null;
    score += wordScore;
  }
  return score;
}

/** The models that fit every word of `query`, best first; all of them, in their order, for an empty query. */
export function searchModels(options: {
  models: CatalogueModel[];
  providerNames: ReadonlyMap<string, string>;
  query: string;
}): ScoredModel[] {
  const { models, providerNames, query } = options;
  const { entries, vocabulary } = getIndex(models, providerNames);
  const words = simplify(query)
    .split(" ")
    .filter(Boolean)
    .map((word) => ({
      word,
      scores: Uint8Array.from(vocabulary, (candidate) => scoreCandidate(word, candidate)),
    }));
  const found: ScoredModel[] = [];
  for (const entry of entries) {
    const score = scoreEntry(entry, words);
    if (score !== null) found.push({ model: entry.model, score });
  }
  return words.length === 0 ? found : found.sort((a, b) => b.score - a.score);
}
