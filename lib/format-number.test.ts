import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCompactCount, formatCount, formatRate, formatSeconds } from "./format-number";

describe("numbers on the screen", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [128_000, "128K"],
    [131_072, "131.1K"],
    [262_144, "262.1K"],
    [999_949, "999.9K"],
    [999_999, "1M"],
    [1_048_576, "1M"],
    [10_000_000, "10M"],
  ])("%i is %s in a column", (count, text) => expect(formatCompactCount(count)).toBe(text));

  it("counts are exact, with separators", () => {
    expect(formatCount(66_536)).toBe("66,536");
    fc.assert(
      fc.property(fc.nat(), (count) => {
        expect(Number(formatCount(count).replaceAll(",", ""))).toBe(count);
      }),
    );
  });

  it.each([
    [84.23, "84.2"],
    [99.94, "99.9"],
    [123.4, "123"],
    [2_500, "2,500"],
    [99.96, "100"],
  ])("%f tokens a second are %s", (rate, text) => expect(formatRate(rate)).toBe(text));

  it.each([
    [0, "0 ms"],
    [640.4, "640 ms"],
    [999.4, "999 ms"],
    [999.6, "1.00 s"],
    [1_234, "1.23 s"],
    [59_994, "59.99 s"],
    [59_996, "1 min 00 s"],
    [125_000, "2 min 05 s"],
    [119_600, "2 min 00 s"],
  ])("%f ms are %s", (ms, text) => expect(formatSeconds(ms)).toBe(text));
});
