/** As much more of a growing text is drawn as markdown at once at most, and at least. */
const maxStepCharacters = 2_000;
const minStepCharacters = 200;
/** A drawing that takes longer than this leaves no time for the rest of its frame; one that is much shorter could do more. */
const drawingMs = 6;
/** Of a text that has ended only the reader is left to wait for. */
const maxLastStepCharacters = 8_000;
const lastDrawingMs = 16;
/** What grows by less between two drawings costs little, however late the page is: its last block is markdown, too. */
const slowCharacters = 300;

type Growing = {
  text: string;
  /** The page does not keep up. */
  isLate: boolean;
  /** Nothing will be added to it. */
  hasEnded: boolean;
};

/**
 * Of one growing text: up to where it is drawn as markdown. Of one that the page does not keep up with that grows by a step at each
 * drawing, to the end of a block, and the rest is plain; it goes on after the text has ended, until nothing is plain.
 */
export class PlainTail {
  #seenCharacters = 0;
  #drawnCharacters = 0;
  #from: number | null = null;
  #stepCharacters = minStepCharacters * 3;

  /** A drawing took so long: the next step is smaller, or larger. */
  note(tookMs: number, { hasEnded }: Pick<Growing, "hasEnded">): void {
    const most = hasEnded ? maxLastStepCharacters : maxStepCharacters;
    const budgetMs = hasEnded ? lastDrawingMs : drawingMs;
    const wanted = this.#stepCharacters * (tookMs > budgetMs ? 0.7 : tookMs < budgetMs / 2 ? 1.4 : 1);
    this.#stepCharacters = Math.min(most, Math.max(minStepCharacters, wanted));
  }

  /** From which character on the text is to be plain; null when all of it is to be markdown. */
  next({ text, isLate, hasEnded }: Growing): number | null {
    if (text.length < this.#drawnCharacters) this.#from = null;
    const isTooFast = isLate && text.length - this.#seenCharacters > slowCharacters;
    const isTooMuch = text.length - this.#drawnCharacters > maxStepCharacters;
    if (this.#from === null && (isTooFast || isTooMuch) && !hasEnded)
      this.#from = toBlockEnd(text, this.#drawnCharacters) ?? 0;
    const limit = (this.#from ?? 0) + this.#stepCharacters;
    const mayReachEnd = hasEnded || !isTooFast;
    if (this.#from !== null) this.#from = toNext(this.#from, { text, limit, mayReachEnd });
    this.#seenCharacters = text.length;
    this.#drawnCharacters = this.#from ?? text.length;
    return this.#from;
  }
}

type Step = { text: string; limit: number; mayReachEnd: boolean };

/** The next step after `from`; null when that is the end. */
function toNext(from: number, { text, limit, mayReachEnd }: Step): number | null {
  if (limit >= text.length && mayReachEnd) return null;
  const next = toBlockEnd(text, limit);
  if (next !== null && next > from) return next;
  // A block that is longer than a step is drawn as a whole.
  const end = text.indexOf("\n\n", limit);
  if (end >= 0) return end + 2;
  return mayReachEnd ? null : from;
}

/** Markdown ends where a block does: half a paragraph would stand apart from its other half. Null when none ends by `limit`. */
function toBlockEnd(text: string, limit: number): number | null {
  const at = limit < 2 ? -1 : text.lastIndexOf("\n\n", limit - 2);
  return at < 0 ? null : at + 2;
}
