/** Frames that come later than this on average are too late: at 60 a second each has 16.7 ms. */
const lateMs = 20;
const inTimeMs = 18;
/** A pause in drawing says nothing about how long a frame takes. */
const pauseMs = 250;
/** How much the newest frame counts. */
const weight = 0.1;

/** Whether the page keeps up with what it draws, told from how long its frames take while it draws. */
export class FramePace {
  #frameAt: number | null = null;
  #averageMs = 0;
  #isLate = false;

  /** A frame in which something is drawn begins at `now`, in ms. */
  note(now: number): void {
    const tookMs = this.#frameAt === null ? pauseMs : now - this.#frameAt;
    this.#frameAt = now;
    if (tookMs >= pauseMs) {
      this.#averageMs = 0;
      this.#isLate = false;
      return;
    }
    this.#averageMs = this.#averageMs === 0 ? tookMs : this.#averageMs + weight * (tookMs - this.#averageMs);
    if (this.#averageMs > lateMs) this.#isLate = true;
    else if (this.#averageMs < inTimeMs) this.#isLate = false;
  }

  /** The page draws, and does not keep up. */
  isLate(now: number): boolean {
    return this.#isLate && this.#frameAt !== null && now - this.#frameAt < pauseMs;
  }
}
