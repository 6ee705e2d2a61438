import { expect, it, vi } from "vitest";
import { noteArrival } from "@/lib/server/arrivals";
import { standClockStill, turn } from "@/lib/server/arrivals.test-support";
import { StartLine } from "./start-line";

standClockStill();

it("starts the first at once, and one more in each turn of the event loop", async () => {
  const line = new StartLine();
  const started: number[] = [];
  for (const number of [1, 2, 3]) line.join(() => started.push(number));
  expect(started).toEqual([1]);
  await turn();
  expect(started).toEqual([1, 2]);
  await turn();
  expect(started).toEqual([1, 2, 3]);
  await turn();
  line.join(() => started.push(4));
  expect(started).toEqual([1, 2, 3, 4]);
});

it("lets those who come be heard first, but not for ever", async () => {
  const line = new StartLine();
  const started: number[] = [];
  for (const number of [1, 2, 3]) line.join(() => started.push(number));
  for (let ms = 0; ms <= 49; ms += 0.25) {
    noteArrival();
    await turn();
    vi.advanceTimersByTime(0.25);
  }
  expect(started).toEqual([1]);
  for (let ms = 0; ms <= 2; ms += 0.25) {
    noteArrival();
    await turn();
    vi.advanceTimersByTime(0.25);
  }
  expect(started).toEqual([1, 2]);
  vi.advanceTimersByTime(1);
  await turn();
  expect(started).toEqual([1, 2, 3]);
});

it("takes no turn in which somebody came for a quiet one, however long it was", async () => {
  const line = new StartLine();
  const started: number[] = [];
  for (const number of [1, 2]) line.join(() => started.push(number));
  for (let ms = 0; ms < 15; ms += 3) {
    noteArrival();
    vi.advanceTimersByTime(3);
    await turn();
  }
  expect(started).toEqual([1]);
  await turn();
  expect(started).toEqual([1, 2]);
});

it("goes on after a start that fails", async () => {
  const line = new StartLine();
  const started: number[] = [];
  const failing = () => {
    throw new Error("It cannot start.");
  };
  expect(() => line.join(failing)).toThrow("It cannot start.");
  line.join(() => started.push(2));
  await turn();
  expect(started).toEqual([2]);
});
