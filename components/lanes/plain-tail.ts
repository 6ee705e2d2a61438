/** A text that is too fast is drawn as markdown so seldom; what came since stands below it as it came. */
const markdownEveryMs = 600;

type Growing = {
  text: string;
  /** ms. */
  now: number;
  /** The page does not keep up. */
  isLate: boolean;
};

/** Of one growing text: up to where it is drawn as markdown. The rest is plain until the page keeps up, or the text has ended. */
export class PlainTail {
  #markdownAt = 0;
  #from: number | null = null;

  /** From which character on the text is to be plain; null when all of it is to be markdown. */
  next({ text, now, isLate }: Growing): number | null {
    if (!isLate) {
      this.#from = null;
      return null;
    }
    const isDue = now - this.#markdownAt >= markdownEveryMs;
    if (this.#from === null || this.#from > text.length || isDue) {
      this.#markdownAt = now;
      this.#from = toBlockEnd(text);
    }
    return this.#from;
  }
}

/** Markdown ends where a block does: half a paragraph would stand apart from its other half. */
function toBlockEnd(text: string): number {
  const at = text.lastIndexOf("\n\n");
  return at < 0 ? 0 : at + 2;
}
