import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";

export type ScoredModel = { model: CatalogueModel; score: number };

/** Rows share most of their words: what a searched word is worth is found out once for each of them. */
type SearchIndex = {
  vocabulary: string[];
  /** For each word of the vocabulary the places of the models that have it. */
  places: number[][];
  /** All words of each model. */
  texts: string[];
  /** The same without what stands between them; made when it is first needed. */
  joined: string[] | null;
  /** For each word that was searched what every model is worth; the newest last. */
  worths: Map<string, Uint8Array>;
};

const indexes = new WeakMap<CatalogueModel[], SearchIndex>();

const joinedWorth = 2;

/** As many searched words as somebody may go back through while typing. */
const mostWorths = 40;

/**
 * Letters without accents and digits in lower case, everything else a space: `Qwen3-235B` is found as `qwen3 235b`. A point
 * between digits stays, or `3.3` would be found in 3.1.
 */
function simplify(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/(?:(?!(?<=\p{N})\.(?=\p{N}))[^\p{L}\p{N}])+/gu, " ")
    .trim();
}

/** The versions that an id writes with a dash, as everybody says them: `claude-3-7-sonnet` is 3.7. */
const listDashedVersions = (id: string): string[] =>
  [...id.matchAll(/(?<!\d)(\d)-(\d)(?!\d)/g)].map(([, major, minor]) => `${major}.${minor}`);

function getIndex(models: CatalogueModel[], providerNames: ReadonlyMap<string, string>): SearchIndex {
  const known = indexes.get(models);
  if (known !== undefined) return known;
  const placesOf = new Map<string, number[]>();
  const texts: string[] = [];
  for (const [place, model] of models.entries()) {
    const provider = providerNames.get(model.providerId) ?? "";
    const words = [model.name, model.id, model.providerId, provider, model.family ?? ""];
    const text = simplify([...words, ...listDashedVersions(model.id)].join(" "));
    texts.push(text);
    for (const word of new Set(text.split(" "))) {
      const places = placesOf.get(word);
      if (places === undefined) placesOf.set(word, [place]);
      else places.push(place);
    }
  }
  const index: SearchIndex = {
    vocabulary: [...placesOf.keys()],
    places: [...placesOf.values()],
    texts,
    joined: null,
    worths: new Map(),
  };
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

const toDigits = (word: string): string => word.replace(/\D+/g, "");
/** Another number is no slip, but another model. */
const hasDigitsOf = (word: string, candidate: string) => toDigits(candidate).startsWith(toDigits(word));

/** What it is worth that `candidate` is one of a row's words, where `word` is searched: 0 is nothing. */
function scoreCandidate(word: string, candidate: string): number {
  if (candidate === word) return 8;
  const at = candidate.indexOf(word);
  if (at >= 0) return at === 0 ? 5 : 3;
  return word.length >= 4 && isOneSlipFrom(word, candidate) && hasDigitsOf(word, candidate) ? 1 : 0;
}

/** Shorter words would be found across the ends of many others. */
const leastJoined = 4;
/** A word that so many models have is one, and looking through all of them takes its time at every key. */
const enough = 50;

/** `gpt4o` and `qwen3coder` are found where their words are written apart. */
function addJoined(word: string, worths: Uint8Array, index: SearchIndex): void {
  if (word.length < leastJoined) return;
  index.joined ??= index.texts.map((text) => text.replace(/[ .]/g, ""));
  const joined = word.replaceAll(".", "");
  for (const [place, text] of index.joined.entries()) {
    if ((worths[place] ?? 0) < joinedWorth && text.includes(joined)) worths[place] = joinedWorth;
  }
}

/**
 * How well one searched word fits each model: 0 is not at all. A word within another is worth more than one whose parts are written
 * apart, and that more than a slip.
 */
function getWorths(word: string, index: SearchIndex): Uint8Array {
  const known = index.worths.get(word);
  if (known !== undefined) return known;
  const worths = new Uint8Array(index.texts.length);
  let found = 0;
  for (const [id, candidate] of index.vocabulary.entries()) {
    const score = scoreCandidate(word, candidate);
    if (score === 0) continue;
    const places = index.places[id] ?? [];
    if (score > joinedWorth) found += places.length;
    for (const place of places) if (score > (worths[place] ?? 0)) worths[place] = score;
  }
  if (found < enough) addJoined(word, worths, index);
  index.worths.set(word, worths);
  const [oldest] = index.worths.keys();
  if (index.worths.size > mostWorths && oldest !== undefined) index.worths.delete(oldest);
  return worths;
}

/** The models that fit every word of `query`, best first; all of them, in their order, for an empty query. */
export function searchModels(options: {
  models: CatalogueModel[];
  providerNames: ReadonlyMap<string, string>;
  query: string;
}): ScoredModel[] {
  const { models, providerNames, query } = options;
  const index = getIndex(models, providerNames);
  const worths = simplify(query)
    .split(" ")
    .filter(Boolean)
    .map((word) => getWorths(word, index));
  if (worths.length === 0) return models.map((model) => ({ model, score: 0 }));
  // By score without comparing: there are few scores and many models.
  const byScore: ScoredModel[][] = [];
  for (const [place, model] of models.entries()) {
    const score = addUp(worths, place);
    if (score === 0) continue;
    byScore[score] ??= [];
    byScore[score].push({ model, score });
  }
  return byScore.reverse().flatMap((found) => found ?? []);
}

/** What a model is worth for all words together: 0 when one of them does not fit. */
function addUp(worths: readonly Uint8Array[], place: number): number {
  let sum = 0;
  for (const worth of worths) {
    const own = worth[place] ?? 0;
    if (own === 0) return 0;
    sum += own;
  }
  return sum;
}
