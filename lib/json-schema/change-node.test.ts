import { expect, it } from "vitest";
import type { JsonObject } from "@/lib/json-value";
import {
  listProperties,
  toFreeName,
  toNameProblem,
  withChoices,
  withDescription,
  withNullable,
  withProperties,
  withType,
} from "./change-node";
import { readNode } from "./schema-node";

const place: JsonObject = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  description: "A place",
  properties: { city: { type: "string", minLength: 1, "x-order": 1 }, people: { type: ["integer", "null"] } },
  required: ["city"],
  additionalProperties: false,
};

it("a place is read with what it demands beside the form's fields", () => {
  expect(readNode({ type: ["string", "null"], minLength: 1, description: "d", enum: ["a", null] })).toEqual({
    kind: "plain",
    type: "string",
    isNullable: true,
    description: "d",
    choices: ["a"],
    otherKeywords: ["minLength"],
  });
});

it.each<JsonObject>([
  { $ref: "#" },
  { anyOf: [] },
  {},
  { type: "null" },
  { type: ["string", "integer"] },
  { type: "integer", enum: [1, 2] },
  { type: ["string", "null"], enum: ["a"] },
  { type: "array", items: [{ type: "string" }] },
  { type: "array", items: true },
])("what a form cannot show stays code: %j", (schema) => {
  expect(readNode(schema)).toMatchObject({ kind: "raw", why: expect.stringMatching(/\.$/) });
});

it("a renamed and moved property keeps all that was written about it", () => {
  const [city, people] = listProperties(place);
  if (city === undefined || people === undefined) throw new Error("There are two.");
  const changed = withProperties(place, [people, { ...city, name: "town" }]);
  expect(Object.keys(changed.properties as JsonObject)).toEqual(["people", "town"]);
  expect(changed).toEqual({
    ...place,
    properties: {
      people: { type: ["integer", "null"] },
      town: { type: "string", minLength: 1, "x-order": 1 },
    },
    required: ["town"],
  });
});

it("another type keeps what any type understands", () => {
  expect(withType({ type: ["string", "null"], description: "d", minLength: 1 }, "integer")).toEqual({
    type: ["integer", "null"],
    description: "d",
  });
  expect(withType({ type: "string" }, "array")).toEqual({ type: "array", items: { type: "string" } });
  expect(withType(place, "object")).toBe(place);
});

it("choices may be null where the value may be", () => {
  const choice = withChoices({ type: "string" }, ["a", "b"]);
  expect(withNullable(choice, true)).toEqual({ type: ["string", "null"], enum: ["a", "b", null] });
  expect(withNullable(withNullable(choice, true), false)).toEqual(choice);
  expect(withChoices(withNullable(choice, true), null)).toEqual({ type: ["string", "null"] });
});

it("a description stands behind the type", () => {
  const described = withDescription({ type: "string", minLength: 1 }, "d");
  expect(Object.keys(described)).toEqual(["type", "description", "minLength"]);
  expect(withDescription(described, "")).toEqual({ type: "string", minLength: 1 });
});

it("names are there once", () => {
  const properties = listProperties(place);
  expect(toNameProblem(properties, 1, "city")).toContain("city");
  expect(toNameProblem(properties, 0, "city")).toBeNull();
  expect(toNameProblem(properties, 0, "")).not.toBeNull();
  expect(toFreeName([...properties, { name: "field_4", schema: {}, isRequired: false }])).toBe("field_5");
});
