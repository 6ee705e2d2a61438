import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatModelPrice, formatPrice, formatUsd } from "./format-usd";

describe("a price", () => {
  it.each([
    [1.35, "$1.35"],
    [0.0023, "$0.0023"],
    [0.1, "$0.10"],
    [4, "$4"],
    [0.049999999999999996, "$0.05"],
    [14.993999999999998, "$14.994"],
    [0, "$0"],
    [1e-7, "$0.0000001"],
    [1_000_000, "$1000000"],
  ])("of %f is written %s, with the digits of its source", (price, text) =>
    expect(formatPrice(price)).toBe(text),
  );

  it("reads back as the number it was", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 0, max: 6 }),
        (digits, places) => {
          const price = digits / 10 ** places;
          expect(Number(formatPrice(price).slice(1))).toBe(price);
        },
      ),
    );
  });

  it("that is not published is not called 0, and one that is 0 is not called free", () => {
    expect(formatModelPrice({ priceState: "unknown" }, null)).toBe("not published");
    expect(formatModelPrice({ priceState: "metered" }, null)).toBe("not published");
    expect(formatModelPrice({ priceState: "unknown", priceVaries: "By host." }, null)).toBe("varies");
    expect(formatModelPrice({ priceState: "listed-zero" }, 0)).toBe("$0 listed");
    expect(formatModelPrice({ priceState: "local" }, null)).toBe("local");
    expect(formatModelPrice({ priceState: "simulated" }, null)).toBe("simulated");
  });
});

describe("an amount", () => {
  it.each([
    [0, "$0"],
    [0.26, "$0.26"],
    [0.02159625, "$0.0216"],
    [0.0000123456, "$0.0000123"],
    [12.345, "$12.35"],
    [0.5, "$0.50"],
    [0.9996, "$1.00"],
    [1, "$1.00"],
    [12_345.678, "$12,345.68"],
  ])("of %f is written %s", (usd, text) => expect(formatUsd(usd)).toBe(text));

  it("that is not 0 is never written as 0, as NaN or with an exponent", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-15, max: 1e6, noNaN: true }), (usd) => {
        const text = formatUsd(usd);
        expect(text).toMatch(/^\$[\d,]+(\.\d+)?$/);
        expect(Number(text.slice(1).replaceAll(",", ""))).toBeGreaterThan(0);
      }),
    );
  });
});
