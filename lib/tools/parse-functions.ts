import { z } from "zod";
import { locateJsonFault } from "@/lib/locate-json-fault";
import { type FunctionTool, functionNameSchema } from "./lane-tool";

export type ParsedFunctions = { problem: null; functions: FunctionTool[] } | { problem: string };

/** The ways in which APIs write the same thing: OpenAI's `parameters`, Anthropic's `input_schema`, MCP's `inputSchema`. */
const functionSchema = z
  .looseObject({
    name: functionNameSchema,
    description: z.string().max(10_000).nullish(),
    strict: z.boolean().nullish(),
    parameters: z.record(z.string(), z.json()).nullish(),
    input_schema: z.record(z.string(), z.json()).nullish(),
    inputSchema: z.record(z.string(), z.json()).nullish(),
  })
  .transform(
    ({ name, description, strict, parameters, input_schema, inputSchema }): FunctionTool => ({
      kind: "function",
      name,
      ...(description == null || description === "" ? {} : { description }),
      parameters: parameters ?? input_schema ?? inputSchema ?? { type: "object", properties: {} },
      ...(strict == null ? {} : { strict }),
    }),
  );

/** `{type: "function", function: {…}}`, as chat completions take it, or the function alone, as responses do. */
function unwrap(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return "function" in value ? value.function : value;
}

/** One function, a list of them, or a request body with `tools`. */
function toList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "object" && value !== null && "tools" in value && Array.isArray(value.tools))
    return value.tools;
  return [value];
}

/** The functions in a pasted JSON, or what is wrong with it and where. */
export function parseFunctions(text: string): ParsedFunctions {
  const fault = locateJsonFault(text);
  if (fault !== null)
    return { problem: `Line ${fault.line}, column ${fault.column}: expected ${fault.expected}.` };
  const functions: FunctionTool[] = [];
  for (const [index, item] of toList(JSON.parse(text)).entries()) {
    const parsed = functionSchema.safeParse(unwrap(item));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const place = issue?.path.join(".") ?? "";
      return {
        problem: `Function ${index + 1}${place === "" ? "" : `, ${place}`}: ${issue?.message ?? "is not a function"}.`,
      };
    }
    functions.push(parsed.data);
  }
  if (functions.length === 0) return { problem: "There is no function in this list." };
  return { problem: null, functions };
}

/** A function as chat completions take it, without what only this product knows of it. */
export function formatFunction({ name, description, parameters, strict }: FunctionTool): string {
  return JSON.stringify(
    {
      name,
      ...(description === undefined ? {} : { description }),
      ...(strict === undefined ? {} : { strict }),
      parameters,
    },
    null,
    2,
  );
}
