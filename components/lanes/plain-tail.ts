/** As much more of a text is drawn as markdown at once: little enough to fit between two frames. */
const stepCharacters = 2_000;

type Growing = {
  text: string;
  /** The page does not keep up. */
  isLate: boolean;
  /** Nothing will be added to it. */
  hasEnded: boolean;
};

/**
 * Of one growing text: up to where it is drawn as markdown. While the page does not keep up that grows by a step at each
 * drawing, to the end of a block, and the rest is plain; it goes on after the text has ended, until nothing is plain.
 */
export class PlainTail {
  #drawnCharacters = 0;
  #from: number | null = null;

  /** From which character on the text is to be plain; null when all of it is to be markdown. */
  next({ text, isLate, hasEnded }: Growing): number | null {
    if (text.length < this.#drawnCharacters) this.#from = null;
    const isBehind = isLate || text.length - this.#drawnCharacters > stepCharacters;
    if (this.#from === null && isBehind && !hasEnded)
      this.#from = toBlockEnd(text, this.#drawnCharacters) ?? 0;
    if (this.#from !== null) this.#from = this.#step(this.#from, { text, isLate, hasEnded });
    this.#drawnCharacters = this.#from ?? text.length;
    return this.#from;
  }

  #step(from: number, { text, isLate, hasEnded }: Growing): number | null {
    const limit = from + stepCharacters;
    if (limit >= text.length && (hasEnded || !isLate)) return null;
    const next = toBlockEnd(text, limit);
    if (next !== null && next > from) return next;
    // A block that is longer than a step is drawn as a whole.
    const end = text.indexOf("\n\n", limit);
    if (end >= 0) return end + 2;
    return hasEnded ? null : from;
  }
}

/** Markdown ends where a block does: half a paragraph would stand apart from its other half. Null when none ends by `limit`. */
function toBlockEnd(text: string, limit: number): number | null {
  const at = limit < 2 ? -1 : text.lastIndexOf("\n\n", limit - 2);
  return at < 0 ? null : at + 2;
}
