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
  const { friends, ...properties } = person.properties as JsonObject;
  expect(checkJson(value, { ...person, properties })).toEqual({ outcome: "valid" });
});

it.each<[JsonValue, string]>([
  [{ name: "Ada", age: "36" }, "$.age"],
  [{ age: 1 }, "$.name"],
  [{ name: "", age: 1 }, "$.name"],
  [{ name: "Ada", age: 1, extra: 1 }, "$"],
  [{ name: "Ada", age: 1, address: { city: 1 } }, "$.address.city"],
  [[], "$"],
])("%j is invalid at %s", (value, path) => {
  const { friends, ...properties } = person.properties as JsonObject;
  expect(checkJson(value, { ...person, properties })).toMatchObject({ outcome: "invalid", path });
});

it("the index of a list is part of the path", () => {
  const schema: JsonObject = {
    type: "array",
    items: { type: "object", properties: { a: { type: "number" } } },
  };
  expect(checkJson([{ a: 1 }, { a: "x" }], schema)).toMatchObject({ outcome: "invalid", path: "$[1].a" });
});

it("properties without a type describe an object", () => {
  const schema: JsonObject = { properties: { a: { type: "number" } }, required: ["a"] };
  expect(checkJson({}, schema)).toMatchObject({ outcome: "invalid", path: "$.a" });
  expect(checkJson(5, schema)).toMatchObject({ outcome: "invalid", path: "$" });
});

it("definitions of older schemas are found", () => {
  const schema: JsonObject = {
    properties: { a: { $ref: "#/definitions/A" } },
    definitions: { A: { type: "string" } },
  };
  expect(checkJson({ a: 1 }, schema)).toMatchObject({ outcome: "invalid", path: "$.a" });
});

it.each<[string, JsonObject]>([
  ["a condition", JSON.parse('{"if": {"type": "string"}, "then": {"minLength": 2}}')],
  ["a foreign reference", { $ref: "https://example.com/schema" }],
  ["an object as a constant", { const: { a: 1 } }],
  ["an unknown type", { type: "foo" }],
  ["a broken pattern", { type: "string", pattern: "(" }],
])("%s is said to be unchecked, never valid", (_, schema) => {
  expect(checkJson("x", schema)).toMatchObject({ outcome: "unchecked", reason: expect.stringMatching(/./) });
});

it("a schema that is nested without end is unchecked", () => {
  let schema: JsonObject = { type: "string" };
  for (let depth = 0; depth < 20_000; depth++) schema = { type: "array", items: schema };
  expect(checkJson([], schema)).toMatchObject({ outcome: "unchecked" });
});
