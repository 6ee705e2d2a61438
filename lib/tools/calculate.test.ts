import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculate } from "./calculate";

describe("calculating", () => {
  it.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["2 ^ 3 ^ 2", 512],
    ["2 ** 10", 1024],
    ["-2^2", -4],
    ["2^-1", 0.5],
    ["10 - 4 - 3", 3],
    ["100 / 10 / 2", 5],
    ["17 % 5", 2],
    ["--3", 3],
    ["1.5e3 + .5", 1500.5],
    ["sqrt(16) + max(1, 2, 3)", 7],
    ["2 * PI", 2 * Math.PI],
    ["6 × 7 − 2 ÷ 2", 41],
  ])("%s is %s", (expression, value) => {
    expect(calculate(expression)).toBeCloseTo(value, 10);
  });

  it.each([
    ["", "Expected a number, but the expression ends."],
    ["1 +", "Expected a number, but the expression ends."],
    ["(1 + 2", 'Expected ")", but the expression ends.'],
    ["1 2", 'Expected a number, but "2" stands at position 3.'],
    ["2 $ 3", '"$" at position 3 cannot be read.'],
    ["secret + 1", '"secret" at position 1 is not known. Known: pi, e.'],
    ["constructor(1)", 'There is no function "constructor".'],
    ["1 / 0", "The result is not a finite number."],
  ])("says what is wrong with %j", (expression, message) => {
    expect(() => calculate(expression)).toThrow(message);
  });

  it("refuses what is too long or too deep instead of ending the process", () => {
    expect(() => calculate("1+".repeat(2_000))).toThrow("longer than 2,000");
    expect(() => calculate("(".repeat(900))).toThrow("nested too deeply");
  });

  it("agrees with JavaScript on sums of products", () => {
    const number = fc.integer({ min: 1, max: 999 });
    const operator = fc.constantFrom("+", "-", "*", "/");
    fc.assert(
      fc.property(number, fc.array(fc.tuple(operator, number), { maxLength: 12 }), (first, rest) => {
        const expression = rest.reduce((text, [sign, value]) => `${text} ${sign} ${value}`, String(first));
        // Only digits and the four signs, made above.
        const expected: number = new Function(`return ${expression}`)();
        expect(calculate(expression)).toBeCloseTo(expected, 6);
      }),
    );
  });
});
