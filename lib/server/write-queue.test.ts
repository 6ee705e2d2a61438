import { expect, it, vi } from "vitest";
import { noteArrival } from "./arrivals";
import { standClockStill, turn } from "./arrivals.test-support";
import { queueWrite } from "./write-queue";

standClockStill();

it("writes all that came in a turn of the event loop at its end, in that order", async () => {
  const written: number[] = [];
  for (let number = 0; number < 100; number += 1) queueWrite(() => written.push(number));
  expect(written).toEqual([]);
  await turn();
  expect(written).toEqual(Array.from({ length: 100 }, (_, number) => number));
});

it("writes a few in each turn while others come, and the rest when they have", async () => {
  const written: number[] = [];
  for (let number = 0; number < 100; number += 1) queueWrite(() => written.push(number));
  noteArrival();
  await turn();
  expect(written).toHaveLength(16);
  await turn();
  expect(written).toHaveLength(32);
  vi.advanceTimersByTime(5);
  await turn();
  expect(written).toHaveLength(100);
});
