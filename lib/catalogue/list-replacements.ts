import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";

/** Words of an id that tell how a model is served or tuned, not which one it is; hosts' names among them. */
const noise = new Set(
  "instruct chat it hf fp8 fp4 bf16 awq gptq turbo versatile instant latest preview maas free groq cerebras meta".split(
    " ",
  ),
);
/** Models for another purpose are no replacement for one that talks. */
const otherPurpose = /\b(?:guard|embed|rerank|moderation|whisper|tts|prompt-?guard)/i;

/** `meta-llama/Llama-3.3-70B-Instruct` → `["llama", "3.3", "70b"]`. */
function splitWords(id: string): string[] {
  const own = id.slice(id.lastIndexOf("/") + 1).toLowerCase();
  return own
    .replace(/([a-z]{3,})(\d)/g, "$1 $2")
    .split(/[^a-z0-9.]+/)
    .filter((word) => word !== "" && !noise.has(word));
}

const wordsById = new Map<string, string[]>();
const mostIds = 20_000;

/** The words of an id, split once: every candidate is looked at for every model that is not offered. */
function toWords(id: string): string[] {
  const known = wordsById.get(id);
  if (known !== undefined) return known;
  if (wordsById.size >= mostIds) wordsById.clear();
  const words = splitWords(id);
  wordsById.set(id, words);
  return words;
}

/** The share of words two models have in common; 0 unless they are of one family, which an id names first. */
function likeness(a: string[], b: string[]): number {
  if (a[0] === undefined || a[0] !== b[0]) return 0;
  const words = new Set([...a, ...b]);
  return a.filter((word) => b.includes(word)).length / words.size;
}

/** Parameters in billions as the id names them; null when it does not. */
function toSize(words: string[]): number | null {
  const size = words.find((word) => /^\d+(?:\.\d+)?b$/.test(word));
  return size === undefined ? null : Number.parseFloat(size);
}

function sizeDistance(a: string[], b: string[]): number {
  const [from, to] = [toSize(a), toSize(b)];
  return from === null || to === null ? Number.MAX_VALUE : Math.abs(Math.log(from / to));
}

/** The first bare number of an id: 3.3 for `llama-3.3-70b`. */
function toVersion(words: string[]): number | null {
  const version = words.find((word) => /^\d+(?:\.\d+)?$/.test(word));
  return version === undefined ? null : Number(version);
}

function versionDistance(a: string[], b: string[]): number {
  const [from, to] = [toVersion(a), toVersion(b)];
  return from === null || to === null ? Number.MAX_VALUE : Math.round(Math.abs(from - to) * 100);
}

export type ReplacementModel = {
  model: CatalogueModel;
  /** 1 for the same model elsewhere, less the less its id says the same, 0 for another family. */
  likeness: number;
};

type Candidate = ReplacementModel & {
  rank: number;
  isSettable: boolean;
  versionDistance: number;
  sizeDistance: number;
};

/**
 * What can be used instead of `model`, best first: models of its family that can be called now, then those that need a
 * key, then other models of the same provider. Within each the same model of another host comes first, and of hosts that
 * have the same one those that can be set up.
 */
export function listReplacements(options: {
  model: Pick<CatalogueModel, "ref" | "id" | "providerId">;
  models: CatalogueModel[];
  /** Ids of the providers that can be called now. */
  callable: ReadonlySet<string>;
  /** Ids of those that need no more than a key; the others are only known by name. */
  settable: ReadonlySet<string>;
}): ReplacementModel[] {
  const { model, models, callable, settable } = options;
  const own = toWords(model.id);
  const toCandidate = (candidate: CatalogueModel): Candidate | [] => {
    if (candidate.ref === model.ref || candidate.notOffered !== null) return [];
    if (candidate.priceState === "simulated" || otherPurpose.test(candidate.id)) return [];
    const words = toWords(candidate.id);
    const alike = likeness(own, words);
    const isCallable = callable.has(candidate.providerId);
    if (alike === 0 && !(isCallable && candidate.providerId === model.providerId)) return [];
    return {
      model: candidate,
      rank: alike === 0 ? 2 : isCallable ? 0 : 1,
      likeness: alike,
      isSettable: settable.has(candidate.providerId),
      versionDistance: versionDistance(own, words),
      sizeDistance: sizeDistance(own, words),
    };
  };
  return models
    .flatMap(toCandidate)
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        b.likeness - a.likeness ||
        Number(b.isSettable) - Number(a.isSettable) ||
        a.versionDistance - b.versionDistance ||
        a.sizeDistance - b.sizeDistance ||
        a.model.ref.localeCompare(b.model.ref),
    )
    .map((candidate) => ({ model: candidate.model, likeness: candidate.likeness }));
}
