import { z } from "zod";

/** The tools that the server has itself. */
export const builtInToolNames = ["current_time", "calculator", "search_models"] as const;
export type BuiltInToolName = (typeof builtInToolNames)[number];

const maxSchemaCharacters = 100_000;
const maxResultCharacters = 200_000;

/** OpenAI's rule for the name of a function. */
export const functionNameSchema = z
  .string()
  .regex(/^[a-zA-Z0-9_-]{1,64}$/, "1 to 64 letters, digits, _ and -");

const isShort = (most: number) => (value: unknown) => JSON.stringify(value).length <= most;

const jsonSchemaObject = z
  .record(z.string(), z.json())
  .refine(isShort(maxSchemaCharacters), "at most 100,000 characters");

/** Whether a person must agree before a call is made. Absent: only where the call goes to somebody else. */
const ask = z.boolean().optional();

const builtInToolSchema = z.strictObject({
  kind: z.literal("built-in"),
  name: z.enum(builtInToolNames),
  ask,
});

/** A function that exists as a description only: its result is typed beforehand, or asked for at each call. */
const functionToolSchema = z.strictObject({
  kind: z.literal("function"),
  name: functionNameSchema,
  description: z.string().max(10_000).optional(),
  /** JSON Schema of its arguments. */
  parameters: jsonSchemaObject,
  strict: z.boolean().optional(),
  /** What each call returns. Absent: whoever reads the answer is asked. */
  result: z.json().refine(isShort(maxResultCharacters), "at most 200,000 characters").optional(),
  ask,
});

/** A tool of an MCP server that the operator's configuration names. */
const mcpToolSchema = z.strictObject({
  kind: z.literal("mcp"),
  server: z.string().min(1).max(40),
  name: z.string().min(1).max(128),
  ask,
});

/** A tool that a lane offers its model. */
export const laneToolSchema = z.discriminatedUnion("kind", [
  builtInToolSchema,
  functionToolSchema,
  mcpToolSchema,
]);

export type LaneTool = z.infer<typeof laneToolSchema>;
export type FunctionTool = z.infer<typeof functionToolSchema>;
export type McpTool = z.infer<typeof mcpToolSchema>;

export const maxLaneTools = 128;

/** How many requests an answer may take before its model must stop calling tools. */
export const defaultMaxSteps = 8;
export const maxMaxSteps = 50;

/**
 * The name under which a model knows a tool: its own, or `server__tool`, with what a function's name may not have
 * replaced and cut to 64 characters.
 */
export function toFunctionName(tool: LaneTool): string {
  if (tool.kind !== "mcp") return tool.name;
  return `${tool.server}__${tool.name}`.replace(/[^a-zA-Z0-9_-]/g, "_").slice(0, 64);
}
