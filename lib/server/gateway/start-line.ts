import "server-only";
import { areOthersComing, countArrivals } from "@/lib/server/arrivals";

/** Nobody comes when nobody has come for so long, nor in this turn of the event loop, which may have been a long one. */
const quietMs = 0.3;
/** A server that is asked without end must get on: so long at most the next start waits for those who come. */
const patienceMs = 50;

/**
 * Starts requests one by one, in turns of the event loop in which nobody else comes. A start takes a millisecond and Node
 * accepts one connection a turn, so a start in each would have those who are only to be refused wait for everybody else's.
 */
export class StartLine {
  readonly #waiting: (() => void)[] = [];
  readonly #move = () => this.#moveOn();
  #isMoving = false;
  #startedAt = 0;
  #arrivals = 0;

  /** Starts at once where nobody else does. */
  join(start: () => void): void {
    this.#waiting.push(start);
    if (this.#isMoving) return;
    this.#isMoving = true;
    this.#arrivals = countArrivals();
    setImmediate(this.#move);
    this.#startNext();
  }

  #moveOn(): void {
    this.#isMoving = this.#waiting.length > 0;
    if (!this.#isMoving) return;
    setImmediate(this.#move);
    if (this.#isQuiet() || performance.now() - this.#startedAt > patienceMs) this.#startNext();
  }

  #isQuiet(): boolean {
    const before = this.#arrivals;
    this.#arrivals = countArrivals();
    return this.#arrivals === before && !areOthersComing(quietMs);
  }

  #startNext(): void {
    this.#startedAt = performance.now();
    this.#waiting.shift()?.();
  }
}
