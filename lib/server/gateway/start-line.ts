import "server-only";
import { areOthersComing } from "@/lib/server/arrivals";

/** Nobody comes when nobody has come for so long. */
const quietMs = 0.3;
/** A server that is asked without end must get on: so long at most the next start waits for those who come. */
const patienceMs = 20;

/**
 * Starts requests one by one, in turns of the event loop in which nobody else comes. A start takes a millisecond and Node
 * accepts one connection a turn, so a start in each would have those who are only to be refused wait for everybody else's.
 */
export class StartLine {
  readonly #waiting: (() => void)[] = [];
  readonly #move = () => this.#moveOn();
  #isMoving = false;
  #startedAt = 0;

  /** Starts at once where nobody else does. */
  join(start: () => void): void {
    this.#waiting.push(start);
    if (this.#isMoving) return;
    this.#isMoving = true;
    setImmediate(this.#move);
    this.#startNext();
  }

  #moveOn(): void {
    this.#isMoving = this.#waiting.length > 0;
    if (!this.#isMoving) return;
    setImmediate(this.#move);
    if (!areOthersComing(quietMs) || performance.now() - this.#startedAt > patienceMs) this.#startNext();
  }

  #startNext(): void {
    this.#startedAt = performance.now();
    this.#waiting.shift()?.();
  }
}
