import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, jsonSchema, Output } from "ai";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createDemoFetch } from "./create-demo-fetch";
import type { JsonSchema } from "./demo-request";
import { fillSchema } from "./fill-schema";

const model = createOpenAICompatible({
  name: "demo",
  baseURL: "http://demo.invalid/v1",
  fetch: createDemoFetch(),
  supportsStructuredOutputs: true,
})("json");

const tree: z.ZodType = z.object({
  name: z.string(),
  get children() {
    return z.array(tree);
  },
});

const schemas: Record<string, z.ZodType> = {
  "an object with everything in it": z.object({
    title: z.string().min(3).max(20),
    kind: z.enum(["a", "b"]),
    exactly: z.literal("this"),
    count: z.int().min(1).max(5),
    share: z.number().gt(0).lt(1),
    even: z.int().multipleOf(2).min(51),
    isOpen: z.boolean(),
    nothing: z.null(),
    maybe: z.string().nullable(),
    left: z.string().optional(),
    when: z.iso.datetime(),
    mail: z.email(),
    link: z.url(),
    id: z.uuid(),
    tags: z.array(z.string()).min(1).max(3),
    pair: z.tuple([z.string(), z.number()]),
    either: z.union([z.number(), z.string()]),
    both: z.intersection(z.object({ one: z.string() }), z.object({ two: z.int() })),
    nested: z.object({ deeper: z.object({ deepest: z.array(z.object({ value: z.int() })) }) }),
  }),
  "a list of five": z.array(z.int()).length(5),
  "a tree that refers to itself": tree,
  "a choice between shapes": z.discriminatedUnion("type", [
    z.object({ type: z.literal("circle"), radius: z.number().positive() }),
    z.object({ type: z.literal("square"), side: z.number().positive() }),
  ]),
};

describe("json", () => {
  test.each(Object.entries(schemas))("%s is filled in so that it fits", (_, schema) => {
    const value = fillSchema(z.toJSONSchema(schema) as JsonSchema, "");
    expect(schema.safeParse(value)).toMatchObject({ success: true });
  });

  test("a schema of the request is filled in", async () => {
    const schema = z.object({ city: z.string(), people: z.int().min(1000) });
    const result = await generateText({ model, prompt: "A city", output: Output.object({ schema }) });
    expect(schema.safeParse(result.output).success).toBe(true);
  });

  test("definitions are followed, and a reference that leads nowhere or round in circles ends", () => {
    const defined = {
      type: "object",
      properties: { a: { $ref: "#/$defs/part" } },
      $defs: { part: { type: "integer", minimum: 50 } },
    };
    expect(fillSchema(defined, "")).toEqual({ a: 50 });
    expect(fillSchema({ $ref: "#/nowhere" }, "")).toBeTypeOf("string");
    expect(fillSchema({ $ref: "#" }, "")).toBeTypeOf("string");
    const loop = { type: "object", properties: { next: { $ref: "#" } }, required: ["next"] };
    expect(() => JSON.stringify(fillSchema(loop, ""))).not.toThrow();
  });

  test("without a schema it is an object about the prompt", async () => {
    const { text } = await generateText({ model, prompt: "three little words", output: Output.json() });
    expect(JSON.parse(text)).toMatchObject({
      simulated: true,
      prompt: "three little words",
      words: 3,
      longestWord: "little",
    });
  });

  test("a schema written by hand works as well", async () => {
    const schema = jsonSchema<{ names: string[] }>({
      type: "object",
      properties: { names: { type: "array", items: { type: "string" }, minItems: 3 } },
      required: ["names"],
    });
    const result = await generateText({ model, prompt: "Names", output: Output.object({ schema }) });
    expect(result.output.names).toHaveLength(3);
  });
});
