import { expect, it } from "vitest";
import type { JsonObject } from "@/lib/json-value";
import { listStrictProblems, toStrictSchema } from "./strict-schema";

const loose: JsonObject = {
  type: "object",
  properties: {
    city: { type: "string" },
    sights: {
      type: "array",
      items: {
        type: "object",
        properties: { name: { type: "string" }, kind: { type: "string", enum: ["a"] } },
      },
    },
    mayor: { $ref: "#/$defs/Person" },
  },
  required: ["city"],
  $defs: { Person: { type: "object", properties: { age: { anyOf: [{ type: "integer" }] } } } },
};

it("strict mode's wishes are told with their places", () => {
  expect(listStrictProblems(loose).map(({ path, problem }) => `${path} ${problem}`)).toEqual([
    "$ must allow no other fields",
    "$.sights must be required (it may be null instead)",
    "$.mayor must be required (it may be null instead)",
    "$.sights[] must allow no other fields",
    "$.sights[].name must be required (it may be null instead)",
    "$.sights[].kind must be required (it may be null instead)",
    "$defs.Person must allow no other fields",
    "$defs.Person.age must be required (it may be null instead)",
  ]);
});

it("a schema is made strict without losing a field: what was optional may be null", () => {
  const strict = toStrictSchema(loose);
  expect(listStrictProblems(strict)).toEqual([]);
  expect(strict).toMatchObject({
    properties: {
      city: { type: "string" },
      sights: {
        type: ["array", "null"],
        items: {
          properties: { kind: { type: ["string", "null"], enum: ["a", null] } },
          required: ["name", "kind"],
        },
      },
      mayor: { anyOf: [{ $ref: "#/$defs/Person" }, { type: "null" }] },
    },
    $defs: { Person: { properties: { age: { anyOf: [{ type: "integer" }, { type: "null" }] } } } },
  });
  expect(toStrictSchema(strict)).toEqual(strict);
});

it.each<[JsonObject, string]>([
  [{ type: "array", items: { type: "string" } }, "the whole must be an object"],
  [{ anyOf: [{ type: "object", additionalProperties: false }] }, "the whole must be an object"],
  [{ type: "object", additionalProperties: false, allOf: [] }, "allOf is not known to it"],
])("%j is not strict: %s", (schema, problem) => {
  expect(listStrictProblems(schema)).toEqual([{ path: "$", problem }]);
});
