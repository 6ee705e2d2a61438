import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DrawQueue } from "./draw-queue";

let frames: ((now: number) => void)[];
let now: number;

/** Lets one frame of 16 ms pass. */
function passFrame(): void {
  now += 16;
  for (const frame of frames.splice(0)) frame(now);
}

beforeEach(() => {
  frames = [];
  now = 1_000;
  vi.stubGlobal("requestAnimationFrame", (frame: (now: number) => void) => frames.push(frame));
});
afterEach(() => vi.unstubAllGlobals());

describe("the page's frames", () => {
  it("go to one drawing each, in turn", () => {
    const queue = new DrawQueue();
    const drawn: string[] = [];
    const lanes = ["a", "b", "c"].map((name) => queue.add(() => drawn.push(name)));
    for (let count = 0; count < 8; count += 1) {
      for (const lane of lanes) lane.request();
      passFrame();
    }
    expect(drawn).toEqual(["a", "b", "c", "a", "b", "c"].slice(0, drawn.length));
    expect(drawn.length).toBeGreaterThanOrEqual(5);
  });

  it("draw a single one at most every 80 ms, and never lose its last request", () => {
    const queue = new DrawQueue();
    const draw = vi.fn();
    const lane = queue.add(draw);
    lane.request();
    passFrame();
    lane.request();
    passFrame();
    expect(draw).toHaveBeenCalledTimes(1);
    for (let passed = 0; passed < 80; passed += 16) passFrame();
    expect(draw).toHaveBeenCalledTimes(2);
    expect(frames).toHaveLength(0);
  });

  it("are kept for what is seen: the rest is drawn rarely", () => {
    const queue = new DrawQueue();
    const seen = vi.fn();
    const unseen = vi.fn();
    const turns = [queue.add(seen), queue.add(unseen)];
    turns[1]?.setSeen(false);
    for (let passed = 0; passed < 3_000; passed += 16) {
      for (const turn of turns) turn.request();
      passFrame();
    }
    expect(seen.mock.calls.length).toBeGreaterThan(30);
    expect(unseen.mock.calls.length).toBeLessThanOrEqual(16);
  });

  it("are left alone when nothing grows", () => {
    const queue = new DrawQueue();
    const lane = queue.add(() => {});
    lane.request();
    lane.remove();
    passFrame();
    expect(frames).toHaveLength(0);
  });
});
