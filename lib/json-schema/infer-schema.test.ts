import fc from "fast-check";
import { expect, it } from "vitest";
import type { JsonValue } from "@/lib/json-value";
import { checkJson } from "./check-json";
import { inferSchema } from "./infer-schema";

it("what a sample has is required, and nothing else is allowed", () => {
  expect(inferSchema({ city: "Paris", people: 2_100_000, area: 105.4, capital: true })).toEqual({
    type: "object",
    properties: {
      city: { type: "string" },
      people: { type: "integer" },
      area: { type: "number" },
      capital: { type: "boolean" },
    },
    required: ["city", "people", "area", "capital"],
    additionalProperties: false,
  });
});

it("the elements of a list are taken together", () => {
  expect(inferSchema([{ a: 1, b: null }, { a: 1.5 }, { a: 2, b: "x" }])).toEqual({
    type: "array",
    items: {
      type: "object",
      properties: { a: { type: "number" }, b: { type: ["string", "null"] } },
      required: ["a"],
      additionalProperties: false,
    },
  });
});

it("elements of several kinds are alternatives", () => {
  expect(inferSchema([1, "x", null])).toEqual({
    type: "array",
    items: { anyOf: [{ type: "integer" }, { type: "string" }, { type: "null" }] },
  });
});

it("any sample fits its own schema", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (sample) => {
      const text = JSON.stringify(sample);
      fc.pre(!text.includes("__proto__"));
      const value = JSON.parse(text) as JsonValue;
      expect(checkJson(value, inferSchema(value))).toEqual({ outcome: "valid" });
    }),
    { numRuns: 100 },
  );
});
