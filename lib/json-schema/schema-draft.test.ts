import { expect, it } from "vitest";
import { toSchemaDraft, withCode } from "./schema-draft";

const draft = toSchemaDraft({ type: "object" });

it("code that is a schema is the schema", () => {
  const code = '{"type":"array"}';
  expect(withCode(draft, code)).toEqual({ code, schema: { type: "array" }, problem: null });
});

it.each([
  ["", "Line 1, column 1"],
  ['{"type":', "Line 1, column 9"],
  ["[]", "JSON object"],
])("code that is none is kept, with why, beside the last schema: %j", (code, why) => {
  expect(withCode(draft, code)).toEqual({
    code,
    schema: draft.schema,
    problem: expect.stringContaining(why),
  });
});
