import { describe, expect, it } from "vitest";
import { PlainTail } from "./plain-tail";

const blocks = (count: number) => Array.from({ length: count }, (_, index) => `Block ${index}.`).join("\n\n");

describe("a text that grows faster than it can be drawn", () => {
  it("is all markdown while the page keeps up", () => {
    const tail = new PlainTail();
    expect(tail.next({ text: blocks(3), now: 0, isLate: false })).toBeNull();
    expect(tail.next({ text: blocks(30), now: 16, isLate: false })).toBeNull();
  });

  it("is plain after the last whole block, and turns into markdown now and then", () => {
    const tail = new PlainTail();
    tail.next({ text: blocks(3), now: 0, isLate: false });
    const from = tail.next({ text: blocks(10), now: 16, isLate: true }) ?? Number.NaN;
    expect(blocks(10).slice(0, from)).toBe(`${blocks(9)}\n\n`);
    expect(tail.next({ text: blocks(20), now: 300, isLate: true })).toBe(from);
    const later = tail.next({ text: blocks(30), now: 700, isLate: true }) ?? Number.NaN;
    expect(blocks(30).slice(0, later)).toBe(`${blocks(29)}\n\n`);
  });

  it("is all markdown again as soon as the page has caught up", () => {
    const tail = new PlainTail();
    tail.next({ text: blocks(10), now: 0, isLate: true });
    expect(tail.next({ text: blocks(20), now: 100, isLate: false })).toBeNull();
  });

  it("begins anew with another text", () => {
    const tail = new PlainTail();
    tail.next({ text: blocks(30), now: 1_000, isLate: true });
    expect(tail.next({ text: "Short", now: 1_016, isLate: true })).toBe(0);
  });
});
