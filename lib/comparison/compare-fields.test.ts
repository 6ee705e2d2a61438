import { describe, expect, it } from "vitest";
import { compareFields } from "./compare-fields";

const oddOnes = (texts: string[]) =>
  Object.fromEntries(
    compareFields(texts).map(({ path, values }) => [path, values.map(({ isOdd }) => isOdd)]),
  );

describe("answers that are JSON, field by field", () => {
  it("show every value under its path, and where one lacks it", () => {
    const fields = compareFields([
      '{"city":"Ulm","people":[1,{"name":"Ada"}]}',
      '```json\n{"city":"Bonn","people":[]}\n```',
    ]);
    expect(fields.map(({ path, values }) => [path, ...values.map(({ json }) => json)])).toEqual([
      ["$.city", '"Ulm"', '"Bonn"'],
      ["$.people[0]", "1", null],
      ["$.people[1].name", '"Ada"', null],
      ["$.people", null, "[]"],
    ]);
  });

  it("light what most of the others do not have, all where there is no most, none where all agree", () => {
    expect(oddOnes(['{"a":1,"b":1,"c":1}', '{"a":1,"b":2,"c":1}', '{"a":2,"b":3,"c":1}'])).toEqual({
      "$.a": [false, false, true],
      "$.b": [true, true, true],
      "$.c": [false, false, false],
    });
    expect(oddOnes(['{"a":1}', '{"a":2}'])).toEqual({ "$.a": [true, true] });
  });

  it('tell 1, "1", null and a missing field apart', () => {
    const [field] = compareFields(['{"a":1}', '{"a":"1"}', '{"a":null}', "{}"]);
    expect(field?.values.map(({ json }) => json)).toEqual(["1", '"1"', "null", null]);
  });

  it("leave an answer empty that is no JSON", () => {
    expect(compareFields(["Sorry.", '{"a":1}'])).toEqual([
      {
        path: "$.a",
        values: [
          { json: null, isOdd: true },
          { json: "1", isOdd: true },
        ],
      },
    ]);
  });
});
