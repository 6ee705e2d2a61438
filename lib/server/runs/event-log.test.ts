import { expect, it, vi } from "vitest";
import { EventLog } from "./event-log";
import { LiveRun } from "./live-run";

const deltaWith = (delta: string) => ({ type: "text-delta" as const, id: "1", delta });

it("chunks that keep coming do not put off their being stored", () => {
  const run = new EventLog().open("r");
  const arm = vi.spyOn(globalThis, "setTimeout").mockReturnValue(undefined as never);
  const disarm = vi.spyOn(globalThis, "clearTimeout");
  run.append(deltaWith("word"));
  for (let index = 0; index < 5; index++) run.append(deltaWith("x".repeat(5_000)));
  // Once for the word, once sooner for much: not again for each that comes before that.
  expect(arm.mock.calls.map(([, delayMs]) => delayMs)).toEqual([150, 0]);
  expect(disarm).toHaveBeenCalledTimes(1);
  vi.restoreAllMocks();
});

it("a run keeps its last chunks for readers who keep up, by number and by length", () => {
  const run = new LiveRun("r", () => {});
  for (let index = 0; index < 2_000; index++) run.append(deltaWith("word"));
  expect(run.take(0)).toEqual({ kind: "behind" });
  expect(run.take(1_999)).toMatchObject({ kind: "chunks", chunks: [expect.stringContaining("word")] });
  expect(run.take(1_500)).toMatchObject({ kind: "chunks" });
  for (let index = 0; index < 20; index++) run.append(deltaWith("x".repeat(50_000)));
  expect(run.take(2_000)).toEqual({ kind: "behind" });
  const taken = run.take(2_018);
  expect(taken.kind === "chunks" ? taken.chunks.map((chunk) => chunk.length > 50_000) : []).toEqual([
    true,
    true,
  ]);
  expect(run.take(2_020)).toEqual({ kind: "waiting" });
});
