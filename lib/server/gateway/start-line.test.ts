import { expect, it } from "vitest";
import { StartLine } from "./start-line";

const turn = () => new Promise((resolve) => setImmediate(resolve));

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
  const hear = async (turns: number) => {
    for (let arrivals = 0; arrivals < turns; arrivals += 1) {
      line.noteArrival();
      await turn();
    }
  };
  await hear(32);
  expect(started).toEqual([1]);
  await hear(1);
  expect(started).toEqual([1, 2]);
  await hear(32);
  expect(started).toEqual([1, 2]);
  await turn();
  expect(started).toEqual([1, 2, 3]);
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
