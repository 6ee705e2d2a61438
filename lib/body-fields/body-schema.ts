import type { FieldSchema } from "./field-schema";

/** Where a field is described; the day on which that was read is in the schema's own description. */
const sources = {
  openai: "OpenAI’s API reference, Chat Completions",
  vllm: "vLLM’s documentation, OpenAI-compatible server",
  openrouter: "OpenRouter’s API reference",
  mistral: "Mistral’s API reference",
  switchyard: "Switchyard: what it sends by itself",
} as const;

const number = (
  description: string,
  source: keyof typeof sources,
  range: Partial<FieldSchema> = {},
): FieldSchema => ({
  type: "number",
  description,
  source: sources[source],
  ...range,
});
const integer = (...given: Parameters<typeof number>): FieldSchema => ({
  ...number(...given),
  type: "integer",
});
const flag = (description: string, source: keyof typeof sources): FieldSchema => ({
  type: "boolean",
  description,
  source: sources[source],
});
const text = (
  description: string,
  source: keyof typeof sources,
  given: Partial<FieldSchema> = {},
): FieldSchema => ({
  type: "string",
  description,
  source: sources[source],
  ...given,
});
const object = (
  description: string,
  source: keyof typeof sources,
  properties: Record<string, FieldSchema> = {},
): FieldSchema => ({ type: "object", description, source: sources[source], properties });
const list = (description: string, source: keyof typeof sources, items: FieldSchema): FieldSchema => ({
  type: "array",
  description,
  source: sources[source],
  items,
});

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

const otherFields: Record<string, FieldSchema> = {
  top_k: integer("Only so many of the likeliest tokens are drawn from; -1 or 0 is all.", "vllm", {
    minimum: -1,
  }),
  min_p: number("Tokens less likely than this share of the likeliest are left out.", "vllm", {
    minimum: 0,
    maximum: 1,
  }),
  top_a: number("As min_p, by the square of the likeliest.", "openrouter", { minimum: 0, maximum: 1 }),
  repetition_penalty: number("Above 1: repetition is less likely.", "vllm", { minimum: 0, maximum: 2 }),
  length_penalty: number("With beams: above 1 prefers longer answers.", "vllm"),
  min_tokens: integer("The fewest tokens of an answer.", "vllm", { minimum: 0 }),
  stop_token_ids: list("Tokens that end an answer.", "vllm", { type: "integer" }),
  include_stop_str_in_output: flag("Whether what ends the answer is part of it.", "vllm"),
  ignore_eos: flag("Goes on past the end.", "vllm"),
  skip_special_tokens: flag("Leaves the template’s own tokens out of the answer.", "vllm"),
  bad_words: list("What is never written.", "vllm", { type: "string" }),
  echo: flag("Repeats the last message before the answer.", "vllm"),
  add_generation_prompt: flag("Whether the template begins an answer.", "vllm"),
  continue_final_message: flag("Goes on with the last message, which is the model’s.", "vllm"),
  chat_template: text("The template in the place of the model’s.", "vllm"),
  chat_template_kwargs: object("What the model’s template is given.", "vllm", {
    enable_thinking: flag("Whether a model that can do both thinks.", "vllm"),
  }),
  structured_outputs: object("What the answer must be: json, regex, choice or grammar.", "vllm", {
    json: { type: ["object", "string"] },
    regex: { type: "string" },
    choice: { type: "array", items: { type: "string" } },
    grammar: { type: "string" },
  }),
  guided_json: {
    type: ["object", "string"],
    description: "A JSON Schema; newer servers take structured_outputs.",
    source: sources.vllm,
  },
  guided_regex: text("What the answer must match; newer servers take structured_outputs.", "vllm"),
  guided_choice: list("What the answer must be one of; newer servers take structured_outputs.", "vllm", {
    type: "string",
  }),
  guided_grammar: text("The answer’s grammar; newer servers take structured_outputs.", "vllm"),
  priority: integer("Lower is served sooner, where the server is set so.", "vllm"),
  safe_prompt: flag("Puts a safety prompt before all others.", "mistral"),
  random_seed: integer("Mistral’s name of the seed.", "mistral", { minimum: 0 }),
  models: list("What is asked when the model fails, in this order.", "openrouter", { type: "string" }),
  route: text("", "openrouter", { enum: ["fallback"] }),
  transforms: list("What is done to prompts that are too long.", "openrouter", {
    type: "string",
    examples: ["middle-out"],
  }),
  provider: object("Which of OpenRouter’s providers are asked.", "openrouter", {
    order: {
      type: "array",
      items: { type: "string" },
      description: "Asked in this order.",
      source: sources.openrouter,
    },
    only: { type: "array", items: { type: "string" }, description: "No others.", source: sources.openrouter },
    ignore: {
      type: "array",
      items: { type: "string" },
      description: "Not these.",
      source: sources.openrouter,
    },
    allow_fallbacks: flag("Whether others may answer.", "openrouter"),
    require_parameters: flag("Only those that know every field.", "openrouter"),
    data_collection: text("", "openrouter", { enum: ["allow", "deny"] }),
    sort: text("", "openrouter", { enum: ["price", "throughput", "latency"] }),
    quantizations: { type: "array", items: { type: "string" } },
    max_price: { type: "object" },
  }),
  reasoning: object("How long a model thinks, and whether that is told.", "openrouter", {
    effort: text("", "openrouter", { examples: ["none", "minimal", "low", "medium", "high", "xhigh"] }),
    max_tokens: integer("", "openrouter", { minimum: 1 }),
    exclude: flag("Thinks without telling.", "openrouter"),
    enabled: flag("", "openrouter"),
  }),
  usage: object("", "openrouter", { include: flag("Tells the cost with the usage.", "openrouter") }),
};

/** The fields of a chat request's body that are known, with their types and ranges. Any other is allowed. */
export const bodySchema: FieldSchema & { properties: Record<string, FieldSchema> } = {
  type: "object",
  description: "Fields of /chat/completions, as documented in November 2026.",
  properties: { ...openaiFields, ...otherFields, ...settingFields },
};
