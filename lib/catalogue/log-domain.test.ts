import * as fc from "fast-check";
import { expect, it } from "vitest";
import { toLogDomain } from "./log-domain";

it("ends at round numbers close to the values", () => {
  expect(toLogDomain([32_768, 131_072, 1_048_576])).toEqual({ min: 20_000, max: 2_000_000 });
  expect(toLogDomain([0.03, 15])).toEqual({ min: 0.02, max: 20 });
  expect(toLogDomain([128_000])).toEqual({ min: 100_000, max: 200_000 });
  expect(toLogDomain([])).toEqual({ min: 0.1, max: 10 });
});

it("has room for every value and less than a decade to spare on each side", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 1e-6, max: 1e8, noNaN: true }), { minLength: 1 }), (values) => {
      const { min, max } = toLogDomain(values);
      expect(min).toBeLessThan(Math.min(...values));
      expect(max).toBeGreaterThan(Math.max(...values));
      expect(Math.min(...values) / min).toBeLessThan(5);
      expect(max / Math.max(...values)).toBeLessThan(5);
    }),
  );
});
