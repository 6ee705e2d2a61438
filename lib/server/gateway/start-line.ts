import "server-only";

/** As many turns in a row are left to those who come: a server that is asked without end must get on. */
const patienceTurns = 32;

/**
 * Starts requests one by one, in turns of the event loop in which nobody has come. A start takes milliseconds and Node
 * accepts one connection a turn, so a start in each would have those who are only to be refused wait for everybody else's.
 */
export class StartLine {
  readonly #waiting: (() => void)[] = [];
  #isMoving = false;
  #hasArrival = false;
  #waitedTurns = 0;

  /** Somebody has come, to join or to be refused. */
  noteArrival(): void {
    this.#hasArrival = true;
  }

  /** Starts at once where nobody else does. */
  join(start: () => void): void {
    this.#waiting.push(start);
    if (this.#isMoving) return;
    this.#isMoving = true;
    setImmediate(() => this.#move());
    this.#startNext();
  }

  #move(): void {
    this.#isMoving = this.#waiting.length > 0;
    if (!this.#isMoving) return;
    setImmediate(() => this.#move());
    const waits = this.#hasArrival && this.#waitedTurns < patienceTurns;
    this.#hasArrival = false;
    if (waits) this.#waitedTurns += 1;
    else this.#startNext();
  }

  #startNext(): void {
    this.#waitedTurns = 0;
    this.#waiting.shift()?.();
  }
}
