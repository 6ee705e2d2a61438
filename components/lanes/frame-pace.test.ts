import { describe, expect, it } from "vitest";
import { FramePace } from "./frame-pace";

/** Lets so many frames pass. Returns when the last of them was. */
function pass(pace: FramePace, { from, count, everyMs }: { from: number; count: number; everyMs: number }) {
  for (let frame = 1; frame <= count; frame += 1) pace.note(from + frame * everyMs);
  return from + count * everyMs;
}

describe("the pace of the page's frames", () => {
  it("is late once frames take too long, and in time again once they do not", () => {
    const pace = new FramePace();
    let now = pass(pace, { from: 1_000, count: 30, everyMs: 16.7 });
    expect(pace.isLate(now)).toBe(false);
    now = pass(pace, { from: now, count: 10, everyMs: 50 });
    expect(pace.isLate(now)).toBe(true);
    now = pass(pace, { from: now, count: 60, everyMs: 16.7 });
    expect(pace.isLate(now)).toBe(false);
  });

  it("is not late for one slow frame among many", () => {
    const pace = new FramePace();
    let now = pass(pace, { from: 0, count: 30, everyMs: 16.7 });
    now = pass(pace, { from: now, count: 1, everyMs: 40 });
    expect(pace.isLate(now)).toBe(false);
  });

  it("is forgotten in a pause: nothing was drawn, so nothing was late", () => {
    const pace = new FramePace();
    const now = pass(pace, { from: 0, count: 20, everyMs: 60 });
    expect(pace.isLate(now)).toBe(true);
    expect(pace.isLate(now + 300)).toBe(false);
    pace.note(now + 400);
    expect(pace.isLate(now + 400)).toBe(false);
  });
});
