import { afterEach, beforeEach, vi } from "vitest";

/** A turn of the event loop. */
export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** The clock of each test of a file stands, long after the arrivals that the one before it noted, until it is advanced. */
export function standClockStill(): void {
  let laterMs = 0;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance"] });
    laterMs += 60_000;
    vi.advanceTimersByTime(laterMs);
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}
