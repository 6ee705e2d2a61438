import type { JsonObject } from "@/lib/json-value";

/** What `chat.completions.create` of the Python package has had an argument for since long; anything else is a TypeError there. */
const argumentNames = new Set([
  "messages",
  "model",
  "frequency_penalty",
  "logit_bias",
  "logprobs",
  "max_completion_tokens",
  "max_tokens",
  "n",
  "parallel_tool_calls",
  "presence_penalty",
  "reasoning_effort",
  "response_format",
  "seed",
  "service_tier",
  "stop",
  "store",
  "stream",
  "stream_options",
  "temperature",
  "tool_choice",
  "tools",
  "top_logprobs",
  "top_p",
  "user",
]);

/** The fields of a body that are arguments of the Python package, and those that go in its `extra_body`. */
export function toOpenaiArguments(body: JsonObject): { known: JsonObject; others: JsonObject } {
  const fields = Object.entries(body);
  return {
    known: Object.fromEntries(fields.filter(([name]) => argumentNames.has(name))),
    others: Object.fromEntries(fields.filter(([name]) => !argumentNames.has(name))),
  };
}
