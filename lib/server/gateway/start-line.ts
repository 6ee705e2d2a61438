import "server-only";

/**
 * Starts one request in each turn of the event loop. A start takes milliseconds: hundreds of them in one turn would keep
 * everybody else waiting, those that stream and those that are only to be refused.
 */
export class StartLine {
  readonly #waiting: (() => void)[] = [];
  #hasStarted = false;

  /** Starts at once where nothing else has started in this turn. */
  join(start: () => void): void {
    this.#waiting.push(start);
    if (!this.#hasStarted) this.#startNext();
  }

  #startNext(): void {
    const start = this.#waiting.shift();
    this.#hasStarted = start !== undefined;
    if (start === undefined) return;
    setImmediate(() => this.#startNext());
    start();
  }
}
