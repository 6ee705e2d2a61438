import { describe, expect, it } from "vitest";
import { readByteRange } from "./byte-range";

describe("the part of a file that is asked for", () => {
  it.each([
    ["bytes=0-9", { start: 0, end: 9 }],
    ["bytes=90-", { start: 90, end: 99 }],
    ["bytes=90-500", { start: 90, end: 99 }],
    ["bytes=-10", { start: 90, end: 99 }],
    ["bytes=-500", { start: 0, end: 99 }],
    ["Bytes = 5-5", { start: 5, end: 5 }],
    ["bytes=100-", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=9-2", null],
    ["bytes=0-1,5-6", null],
    ["bytes=-", null],
    ["lines=0-9", null],
    [null, null],
  ])("by %j is %j of 100 bytes", (header, expected) => {
    expect(readByteRange(header, 100)).toEqual(expected);
  });
});
