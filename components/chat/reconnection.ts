const waitsMs = [500, 1000, 2000, 4000, 8000, 15_000];

/** Tries to reach the server again, waiting longer each time, and gives up after the last wait. */
export class Reconnection {
  readonly #attempt: () => Promise<boolean>;
  #attempts = 0;
  #running = false;

  /** `attempt` says whether the server has answered. */
  constructor(attempt: () => Promise<boolean>) {
    this.#attempt = attempt;
  }

  /** Begins with the shortest wait again. */
  reset(): void {
    this.#attempts = 0;
  }

  /** Keeps trying in the background; does nothing while it is at it. */
  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (;;) {
        const waitMs = waitsMs[this.#attempts];
        if (waitMs === undefined) return;
        this.#attempts += 1;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        if (await this.#attempt()) return;
      }
    } finally {
      this.#running = false;
    }
  }
}
