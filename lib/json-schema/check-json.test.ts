import { expect, it } from "vitest";
import type { JsonObject, JsonValue } from "@/lib/json-value";
import { checkJson } from "./check-json";

const person: JsonObject = {
  type: "object",
  properties: {
    name: { type: "string", minLength: 1 },
    age: { type: ["integer", "null"] },
    friends: { type: "array", items: { $ref: "#" } },
    address: { anyOf: [{ $ref: "#/$defs/Address" }, { type: "null" }] },
  },
  required: ["name", "age"],
  additionalProperties: false,
  $defs: { Address: { type: "object", properties: { city: { type: "string" } }, required: ["city"] } },
};

it.each<[string, JsonValue]>([
  ["all of it", { name: "Ada", age: 36, address: { city: "London" } }],
  ["nothing optional", { name: "Ada", age: null }],
])("a value with %s is valid", (_, value) => {
  expect(checkJson(value, person)).toEqual({ outcome: "valid" });
});

it.each<[JsonValue, string]>([
  [{ name: "Ada", age: "36" }, "$.age"],
  [{ age: 1 }, "$.name"],
  [{ name: "", age: 1 }, "$.name"],
  [{ name: "Ada", age: 1, extra: 1 }, "$.extra"],
  [{ name: "Ada", age: 1, "odd key": 1 }, '$["odd key"]'],
  [{ name: "Ada", age: 1, friends: [{ name: "Bo", age: 2 }, { name: "Cy" }] }, "$.friends[1].age"],
  [{ name: "Ada", age: 1, address: { city: 1 } }, "$.address.city"],
  [[], "$"],
])("%j is invalid at %s", (value, path) => {
  expect(checkJson(value, person)).toMatchObject({ outcome: "invalid", path });
});

it("the index of a list is part of the path", () => {
  const schema: JsonObject = {
    type: "array",
    items: { type: "object", properties: { a: { type: "number" } } },
  };
  expect(checkJson([{ a: 1 }, { a: "x" }], schema)).toMatchObject({ outcome: "invalid", path: "$[1].a" });
});

it.each<[JsonValue, JsonObject, string, string]>([
  [{}, { properties: { a: { type: "number" } }, required: ["a"] }, "$.a", "is missing"],
  ["c", { enum: ["a", "b"] }, "$", 'must be one of ["a","b"]'],
  [{ a: 2 }, { const: { a: 1 } }, "$", 'must be {"a":1}'],
  [
    "x",
    JSON.parse('{"if": {"type": "string"}, "then": {"minLength": 2}}'),
    "$",
    "must NOT have fewer than 2 characters",
  ],
  [
    "tomorrow",
    { $schema: "http://json-schema.org/draft-07/schema#", format: "date" },
    "$",
    'must match format "date"',
  ],
])("%j against %j is wrong at %s: %s", (value, schema, path, message) => {
  expect(checkJson(value, schema)).toEqual({ outcome: "invalid", path, message });
});

it("definitions of older schemas are found", () => {
  const schema: JsonObject = {
    properties: { a: { $ref: "#/definitions/A" } },
    definitions: { A: { type: "string" } },
  };
  expect(checkJson({ a: 1 }, schema)).toMatchObject({ outcome: "invalid", path: "$.a" });
});

it.each<[string, JsonObject]>([
  ["a foreign reference", { $ref: "https://example.com/schema" }],
  ["a draft that is not known", { $schema: "http://json-schema.org/draft-03/schema#" }],
  ["an unknown type", { type: "foo" }],
  ["a name that cannot be checked", JSON.parse('{"properties": {"__proto__": {}}}')],
  ["a broken pattern", { type: "string", pattern: "(" }],
])("%s is said to be unchecked, never valid", (_, schema) => {
  expect(checkJson("x", schema)).toMatchObject({ outcome: "unchecked", reason: expect.stringMatching(/./) });
});

it("what every object inherits is no property of the answer", () => {
  const schema: JsonObject = { properties: { toString: { type: "null" } } };
  expect(checkJson({}, schema)).toEqual({ outcome: "valid" });
  expect(checkJson({}, { required: ["toString"] })).toMatchObject({ outcome: "invalid", path: "$.toString" });
});

it("a schema that is nested without end is unchecked", () => {
  let schema: JsonObject = { type: "string" };
  for (let depth = 0; depth < 20_000; depth++) schema = { type: "array", items: schema };
  expect(checkJson([], schema)).toMatchObject({ outcome: "unchecked" });
});
