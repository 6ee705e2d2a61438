import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locateJsonFault } from "./locate-json-fault";

describe("the place where a text stops being JSON", () => {
  it("is nowhere in JSON", () => {
    fc.assert(fc.property(fc.json({ maxDepth: 5 }), (text) => locateJsonFault(text) === null));
    expect(locateJsonFault(' { "a" : [ 1 , -2.5e+3, true, null, "\\u00e9\\n" ] } ')).toBeNull();
  });

  it("is found exactly when the browser refuses the text", () => {
    const parses = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const nearly = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", '"', "}", "x", "\n"))
      .map(([text, at, sign]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + sign + text.slice(place + 1);
      });
    fc.assert(
      fc.property(nearly, (text) => (locateJsonFault(text) === null) === parses(text)),
      { numRuns: 500 },
    );
  });

  it("is reached in a text nested too deep for the server", () => {
    const deep = "[".repeat(100_000);
    expect(locateJsonFault(deep)?.expected).toBe("at most 50 levels");
  });

  it.each([
    ['{\n  "a": 1\n  "b": 2\n}', { line: 3, column: 3, expected: "a comma or }" }],
    ['{"a": 1,}', { line: 1, column: 9, expected: "a name in double quotes" }],
    ["{a: 1}", { line: 1, column: 2, expected: "a name in double quotes" }],
    ['{"a" 1}', { line: 1, column: 6, expected: "a colon" }],
    ['{"a": yes}', { line: 1, column: 7, expected: "a value" }],
    ["[1, 2", { line: 1, column: 6, expected: "a comma or ]" }],
    ['{"a": "b}', { line: 1, column: 7, expected: "a text that ends with a double quote on its line" }],
    ["{} {}", { line: 1, column: 4, expected: "the end of the text" }],
    ["", { line: 1, column: 1, expected: "a value" }],
  ])("in %j", (text, fault) => {
    expect(locateJsonFault(text)).toEqual(fault);
  });
});
