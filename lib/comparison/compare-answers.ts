import { diffArrays } from "diff";

/** A stretch of an answer: in every other answer too, or not. */
export type AnswerStretch = { text: string; isShared: boolean };

/** A pair of texts that takes longer than this to align counts as wholly different. */
const pairTimeoutMs = 2_000;

/**
 * Each answer in stretches: what stands, in the same order, in all the others, and what does not. Case and punctuation
 * count, white space does not.
 */
export function compareAnswers(texts: readonly string[]): AnswerStretch[][] {
  const words = texts.map((text) => text.match(/\s*[^\s\p{P}]+|\s*\p{P}|\s+$/gu) ?? []);
  const shared = words.map((list) => list.map(() => true));
  for (let left = 0; left < words.length; left++) {
    for (let right = left + 1; right < words.length; right++) align({ words, shared, left, right });
  }
  return words.map((list, index) => toStretches(list, shared[index] ?? []));
}

type Pair = { words: string[][]; shared: boolean[][]; left: number; right: number };

function align({ words, shared, left, right }: Pair): void {
  const changes = diffArrays(words[left] ?? [], words[right] ?? [], {
    comparator: (a, b) => a.trim() === b.trim(),
    timeout: pairTimeoutMs,
  });
  if (changes === undefined) {
    shared[left]?.fill(false);
    shared[right]?.fill(false);
    return;
  }
  let [at, other] = [0, 0];
  for (const { added, removed, count } of changes) {
    if (removed) shared[left]?.fill(false, at, at + count);
    if (added) shared[right]?.fill(false, other, other + count);
    if (!added) at += count;
    if (!removed) other += count;
  }
}

function toStretches(words: string[], shared: boolean[]): AnswerStretch[] {
  const stretches: AnswerStretch[] = [];
  for (const [index, word] of words.entries()) {
    const isShared = shared[index] ?? false;
    const last = stretches.at(-1);
    if (last?.isShared === isShared) last.text += word;
    else stretches.push({ text: word, isShared });
  }
  return stretches;
}

/** Numbers that not every answer names, with how often each answer does; numbers of one digit in lists are left out. */
export function compareNumbers(texts: readonly string[]): { number: string; counts: number[] }[] {
  const named = texts.map((text) => Map.groupBy(listNumbers(text), (number) => number));
  const all = new Set(named.flatMap((numbers) => [...numbers.keys()]));
  return [...all]
    .map((number) => ({ number, counts: named.map((numbers) => numbers.get(number)?.length ?? 0) }))
    .filter(({ counts }) => counts.includes(0))
    .toSorted((a, b) => Number(a.number) - Number(b.number));
}

/** `1,234.50` and `1234.5` are one number. */
function listNumbers(text: string): string[] {
  const found = text.replace(/^\s*\d+[.)]\s/gm, " ").match(/(?<!\w)-?\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [];
  return found.map((number) => String(Number(number.replaceAll(",", ""))));
}
