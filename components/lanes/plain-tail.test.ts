import { describe, expect, it } from "vitest";
import { PlainTail } from "./plain-tail";

const blocks = (count: number) =>
  Array.from({ length: count }, (_, index) => `Block ${String(index).padStart(4, "0")}.`).join("\n\n");
const block = blocks(2).length - blocks(1).length;

describe("a text that grows faster than it can be drawn", () => {
  it("is all markdown while the page keeps up", () => {
    const tail = new PlainTail();
    expect(tail.next({ text: blocks(3), isLate: false, hasEnded: false })).toBeNull();
    expect(tail.next({ text: blocks(90), isLate: false, hasEnded: false })).toBeNull();
  });

  it("turns into markdown by steps when very much has come at once", () => {
    const tail = new PlainTail();
    const from = tail.next({ text: blocks(300), isLate: false, hasEnded: false }) ?? Number.NaN;
    expect(from).toBeGreaterThan(500);
    expect(from).toBeLessThanOrEqual(600);
  });

  it("is all markdown on a page that is slow for other reasons than this text", () => {
    const tail = new PlainTail();
    for (const count of [20, 22, 24])
      expect(tail.next({ text: blocks(count), isLate: true, hasEnded: false })).toBeNull();
  });

  it("turns into markdown by a step at each drawing, whole blocks only, after what was markdown before", () => {
    const tail = new PlainTail();
    tail.next({ text: blocks(100), isLate: false, hasEnded: false });
    const steps = [0, 1, 2].map(
      () => tail.next({ text: blocks(1_000), isLate: true, hasEnded: false }) ?? Number.NaN,
    );
    expect(steps[0]).toBeGreaterThan(blocks(100).length);
    for (const [index, from] of steps.entries()) {
      expect(from % block).toBe(0);
      expect(from - (steps[index - 1] ?? 99 * block)).toBeLessThanOrEqual(600);
      expect(from - (steps[index - 1] ?? 98 * block)).toBeGreaterThan(500);
    }
  });

  it("goes on by steps when it has ended or the page keeps up again, until all of it is markdown", () => {
    for (const now of [
      { isLate: true, hasEnded: true },
      { isLate: false, hasEnded: false },
    ]) {
      const tail = new PlainTail();
      const text = blocks(400);
      tail.next({ text, isLate: true, hasEnded: false });
      const steps: (number | null)[] = [];
      while (steps.at(-1) !== null && steps.length < 20) steps.push(tail.next({ text, ...now }));
      expect(steps.at(-1)).toBeNull();
      expect(steps.length).toBeGreaterThan(5);
    }
  });

  it("takes smaller steps when a drawing takes long, and larger ones when it does not", () => {
    const toStep = (tookMs: number) => {
      const tail = new PlainTail();
      for (let drawing = 0; drawing < 30; drawing += 1) tail.note(tookMs, { hasEnded: false });
      return tail.next({ text: blocks(1_000), isLate: true, hasEnded: false }) ?? Number.NaN;
    };
    expect(toStep(30)).toBeLessThanOrEqual(200);
    expect(toStep(1)).toBeGreaterThan(1_900);
  });

  it("keeps a block together that is longer than a step", () => {
    const tail = new PlainTail();
    const long = "word ".repeat(1_000);
    expect(tail.next({ text: long, isLate: true, hasEnded: false })).toBe(0);
    const from = tail.next({ text: `${long}\n\nAnd more`, isLate: true, hasEnded: false });
    expect(from).toBe(long.length + 2);
  });

  it("says nothing about another text", () => {
    const tail = new PlainTail();
    tail.next({ text: blocks(300), isLate: true, hasEnded: false });
    expect(tail.next({ text: "Hi", isLate: false, hasEnded: false })).toBeNull();
  });

  it("that ended before it was looked at is all markdown", () => {
    expect(new PlainTail().next({ text: blocks(900), isLate: true, hasEnded: true })).toBeNull();
  });
});
