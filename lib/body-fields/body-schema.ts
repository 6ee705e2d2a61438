import { flag, integer, list, number, object, sources, text } from "./described-field";
import type { FieldSchema } from "./field-schema";
import { otherFields } from "./other-fields";

/** Fields for which there is a setting above; what they hold here wins. */
const settingFields: Record<string, FieldSchema> = {
  temperature: number("Higher is more random.", "openai", { minimum: 0, maximum: 2 }),
  top_p: number("Only the likeliest tokens that make up this share are drawn from.", "openai", {
    minimum: 0,
    maximum: 1,
  }),
  max_tokens: integer("The most tokens of an answer.", "openai", { minimum: 1 }),
  stop: {
    type: ["string", "array"],
    items: { type: "string" },
    description: "Where an answer ends: a text, or up to four.",
    source: sources.openai,
  },
  seed: integer("The same seed gives much the same answer, where the provider can.", "openai"),
  presence_penalty: number("Above 0: new topics are likelier.", "openai", { minimum: -2, maximum: 2 }),
  frequency_penalty: number("Above 0: repetition is less likely.", "openai", { minimum: -2, maximum: 2 }),
  reasoning_effort: text("How long a model that thinks does so.", "openai", {
    examples: ["none", "minimal", "low", "medium", "high", "xhigh"],
  }),
  response_format: object("What the answer is made of.", "openai", {
    type: text("", "openai", { enum: ["text", "json_object", "json_schema"] }),
  }),
  tools: list("What the model may call.", "openai", { type: "object" }),
  tool_choice: {
    type: ["string", "object"],
    description: "Whether, and which of the tools it must call.",
    source: sources.openai,
  },
};

const openaiFields: Record<string, FieldSchema> = {
  max_completion_tokens: integer(
    "The most tokens of an answer, thinking included. Newer models take it in the place of max_tokens.",
    "openai",
    { minimum: 1 },
  ),
  n: integer("How many answers. A lane shows the first.", "openai", { minimum: 1, maximum: 128 }),
  logit_bias: {
    ...object("By token id, from -100 (never) to 100 (always).", "openai"),
    additionalProperties: { type: "number", minimum: -100, maximum: 100 },
  },
  logprobs: flag("Tells how likely each token was.", "openai"),
  top_logprobs: integer("How many likely tokens are told for each place; needs logprobs.", "openai", {
    minimum: 0,
    maximum: 20,
  }),
  parallel_tool_calls: flag("Whether several tools may be called at once.", "openai"),
  service_tier: text("How fast, and at what price.", "openai", {
    enum: ["auto", "default", "flex", "scale", "priority"],
  }),
  store: flag("Whether OpenAI keeps the answer.", "openai"),
  metadata: {
    ...object("Up to 16 texts that are stored with the answer.", "openai"),
    additionalProperties: { type: "string" },
  },
  verbosity: text("How much the model says.", "openai", { enum: ["low", "medium", "high"] }),
  user: text("Who asks, for the provider’s own checks.", "openai"),
  safety_identifier: text("Who asks, without a name.", "openai"),
  prompt_cache_key: text("Requests with the same key find the same cache.", "openai"),
  prompt_cache_retention: text("How long a cached prompt is kept.", "openai", {
    examples: ["in_memory", "24h"],
  }),
  modalities: list("What the answer may be.", "openai", { type: "string", enum: ["text", "audio"] }),
  audio: object("How a spoken answer sounds.", "openai", {
    voice: text("", "openai"),
    format: text("", "openai", { enum: ["wav", "aac", "mp3", "flac", "opus", "pcm16"] }),
  }),
  prediction: object("What much of the answer is expected to be.", "openai", {
    type: text("", "openai", { enum: ["content"] }),
  }),
  web_search_options: object("Lets a search model look on the web.", "openai", {
    search_context_size: text("", "openai", { enum: ["low", "medium", "high"] }),
  }),
  stream_options: object("This server asks for the usage of every stream by itself.", "switchyard", {
    include_usage: flag("The last chunk tells the tokens.", "openai"),
  }),
};

/** The fields of a chat request's body that are known, with their types and ranges. Any other is allowed. */
export const bodySchema: FieldSchema & { properties: Record<string, FieldSchema> } = {
  type: "object",
  description: "Fields of /chat/completions, as documented in November 2026.",
  properties: { ...openaiFields, ...otherFields, ...settingFields },
};
