import { z } from "zod";
import { functionNameSchema } from "./lane-tool";

const maxSchemaCharacters = 200_000;

const schemaObject = z
  .record(z.string(), z.json())
  .refine((schema) => JSON.stringify(schema).length <= maxSchemaCharacters, "at most 200,000 characters");

/** What an answer must be made of; absent is text. As it goes on the wire, but for `json_schema`'s own level. */
export const responseFormatSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("json_object") }),
  z.strictObject({
    type: z.literal("json_schema"),
    /** OpenAI's rule is the one for functions. */
    name: functionNameSchema,
    strict: z.boolean().optional(),
    schema: schemaObject,
  }),
]);

export type ResponseFormat = z.infer<typeof responseFormatSchema>;
export type SchemaFormat = Extract<ResponseFormat, { type: "json_schema" }>;

/** `response_format` of OpenAI's request. */
export function toBodyFormat(format: ResponseFormat): Record<string, unknown> {
  if (format.type === "json_object") return { type: "json_object" };
  const { type, ...json_schema } = format;
  return { type, json_schema };
}
