import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closeJson } from "./close-json";

describe("a JSON text that was cut off", () => {
  test.each([
    ['{"a":{"b":"wo', '{"a":{"b":"wo"}}'],
    ['{"a":[1,2', '{"a":[1,2]}'],
    ['{"a":"x","b', '{"a":"x"}'],
    ['{"a":"x","b":', '{"a":"x"}'],
    ['{"a":"x","b":tr', '{"a":"x"}'],
    ['{"a":"x",', '{"a":"x"}'],
    ['{"a', "{}"],
    ["{", "{}"],
    ['[{"a":1},{"b', '[{"a":1},{}]'],
    ['{"a":"\\', '{"a":""}'],
    ['{"a":"\\u00', '{"a":""}'],
    ['{"a":"\\\\', '{"a":"\\\\"}'],
    ['{"a":"[{,', '{"a":"[{,"}'],
  ])("%s is read as %s", (cut, closed) => {
    expect(closeJson(cut)).toBe(closed);
  });

  test.each(["", "Hello", '{"a":1}', '"a', "}{"])("%j is no such text", (text) => {
    expect(closeJson(text)).toBeUndefined();
  });

  test("every beginning of an object can be read", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (value, at) => {
        const whole = JSON.stringify(value);
        const closed = closeJson(whole.slice(0, 1 + (at % (whole.length - 1 || 1))));
        expect(closed === undefined ? null : typeof JSON.parse(closed)).toBe("object");
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
