import type { FieldSchema } from "./field-schema";

/** Where a field is described; the day on which that was read is in the schema's own description. */
export const sources = {
  openai: "OpenAI’s API reference, Chat Completions",
  vllm: "vLLM’s documentation, OpenAI-compatible server",
  openrouter: "OpenRouter’s API reference",
  mistral: "Mistral’s API reference",
  switchyard: "Switchyard: what it sends by itself",
} as const;

export const number = (
  description: string,
  source: keyof typeof sources,
  range: Partial<FieldSchema> = {},
): FieldSchema => ({
  type: "number",
  description,
  source: sources[source],
  ...range,
});
export const integer = (...given: Parameters<typeof number>): FieldSchema => ({
  ...number(...given),
  type: "integer",
});
export const flag = (description: string, source: keyof typeof sources): FieldSchema => ({
  type: "boolean",
  description,
  source: sources[source],
});
export const text = (
  description: string,
  source: keyof typeof sources,
  given: Partial<FieldSchema> = {},
): FieldSchema => ({
  type: "string",
  description,
  source: sources[source],
  ...given,
});
export const object = (
  description: string,
  source: keyof typeof sources,
  properties: Record<string, FieldSchema> = {},
): FieldSchema => ({ type: "object", description, source: sources[source], properties });
export const list = (description: string, source: keyof typeof sources, items: FieldSchema): FieldSchema => ({
  type: "array",
  description,
  source: sources[source],
  items,
});
