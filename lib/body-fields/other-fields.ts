import { flag, integer, list, number, object, sources, text } from "./described-field";
import type { FieldSchema } from "./field-schema";

/** What servers take beside the fields of OpenAI. */
export const otherFields: Record<string, FieldSchema> = {
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
