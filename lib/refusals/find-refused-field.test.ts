import { describe, expect, it } from "vitest";
import { findRefusedField } from "./find-refused-field";

const sent = [
  "model",
  "messages",
  "stream",
  "temperature",
  "top_p",
  "max_tokens",
  "stop",
  "seed",
  "presence_penalty",
  "reasoning_effort",
  "response_format",
  "tools",
  "tool_choice",
  "stream_options",
  "top_k",
];

type Row = { from: string; words: string; param?: string; code?: string };

const find = ({ words, param, code }: Row) =>
  findRefusedField({ words, param: param ?? null, code: code ?? null, sent });

const lasting: [string, Row][] = [
  [
    "temperature",
    {
      from: "OpenAI's o-series",
      words: "Unsupported parameter: 'temperature' is not supported with this model.",
      param: "temperature",
      code: "unsupported_parameter",
    },
  ],
  [
    "temperature",
    {
      from: "OpenAI's GPT-5",
      words:
        "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
      param: "temperature",
      code: "unsupported_value",
    },
  ],
  [
    "temperature",
    { from: "a proxy that hands on the words alone", words: "Unsupported parameter: 'temperature'" },
  ],
  ["top_k", { from: "OpenAI before 2025", words: "Unrecognized request argument supplied: top_k" }],
  [
    "top_k",
    { from: "OpenAI", words: "Unknown parameter: 'top_k'.", param: "top_k", code: "unknown_parameter" },
  ],
  [
    "response_format",
    {
      from: "OpenAI",
      words: "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
      param: "response_format.type",
      code: "unsupported_parameter",
    },
  ],
  ["top_k", { from: "Groq", words: "property 'top_k' is unsupported" }],
  ["reasoning_effort", { from: "Groq", words: "`reasoning_effort` is not supported with this model" }],
  ["presence_penalty", { from: "xAI", words: "Argument not supported on this model: presencePenalty" }],
  ["stop", { from: "xAI", words: "Model grok-4 does not support parameter stop." }],
  ["seed", { from: "Go's decoder", words: 'json: unknown field "seed"' }],
  ["seed", { from: "the Llama API", words: "unknown field 'seed'" }],
  [
    "seed",
    { from: "Google", words: 'Invalid JSON payload received. Unknown name "seed": Cannot find field.' },
  ],
  ["top_k", { from: "Mistral", words: "body.top_k: Extra inputs are not permitted" }],
  ["top_k", { from: "Fireworks", words: "Extra inputs are not permitted, field: 'top_k', value: 40" }],
  ["top_k", { from: "Anthropic", words: "top_k: Extra inputs are not permitted" }],
  ["tools", { from: "Ollama", words: "registry.ollama.ai/library/gemma:2b does not support tools" }],
  ["reasoning_effort", { from: "Ollama", words: '"llama3.2:1b" does not support thinking' }],
  ["temperature", { from: "Moonshot", words: "invalid temperature: only 1 is allowed for this model" }],
  [
    "stream_options",
    { from: "an older vLLM", words: "Unrecognized request argument supplied: stream_options" },
  ],
  ["stop", { from: "the Meta Model API", words: "The parameter `stop` is not supported." }],
  ["top_p", { from: "Anthropic", words: "`top_p` is deprecated for this model." }],
];

const passing: [string, Row][] = [
  [
    "temperature",
    {
      from: "OpenAI",
      words: "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
      param: "temperature",
      code: "decimal_above_max_value",
    },
  ],
  [
    "max_tokens",
    {
      from: "OpenAI",
      words: "max_tokens is too large: 50000. This model supports at most 16384 completion tokens.",
      param: "max_tokens",
    },
  ],
  [
    "response_format",
    {
      from: "OpenAI",
      words:
        "Invalid schema for response_format 'answer': In context=(), 'additionalProperties' is required.",
      param: "response_format",
    },
  ],
  [
    "temperature",
    { from: "Hugging Face", words: "Input validation error: `temperature` must be strictly positive" },
  ],
  ["top_p", { from: "vLLM", words: "top_p must be in (0, 1], got 0.0." }],
  ["temperature", { from: "Anthropic", words: "temperature: range: 0..1" }],
  ["top_p", { from: "FastAPI", words: "body.top_p: Input should be less than or equal to 1" }],
  [
    "temperature",
    { from: "Anthropic", words: "`temperature` and `top_p` cannot both be specified for this model." },
  ],
];

const nothing: Row[] = [
  {
    from: "OpenAI",
    words: "This model's maximum context length is 8192 tokens, however you requested 9000.",
    param: "messages",
    code: "context_length_exceeded",
  },
  { from: "OpenAI", words: "Unknown parameter: 'tool'.", param: "tool", code: "unknown_parameter" },
  { from: "Groq", words: "'messages.1' : for 'role:assistant' property 'reasoning' is unsupported" },
  {
    from: "anyone",
    words: "The model had to stop: the tools of this server are not ready, use a seed user.",
  },
  { from: "anyone", words: "Bad request" },
  { from: "OpenAI", words: "Your organization must be verified to stream this model.", param: "stream" },
  { from: "anyone", words: "unknown field 'seeds'" },
];

const named = (rows: [string, Row][]) => rows.map(([field, row]) => ({ field, row }));

describe("the field for which a request was refused", () => {
  it.each(named(lasting))("is $field, for good: $row.from", ({ field, row }) => {
    expect(find(row)).toEqual({ field, sentAs: null, isLasting: true });
  });

  it.each(named(passing))("is $field, with this value: $row.from", ({ field, row }) => {
    expect(find(row)).toEqual({ field, sentAs: null, isLasting: false });
  });

  it.each(nothing)("is none that could be left out: $words", (row) => {
    expect(find(row)).toBeNull();
  });

  it("has another name when the provider says so", () => {
    const words =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
    const renamed = { field: "max_tokens", sentAs: "max_completion_tokens", isLasting: true };
    expect(find({ from: "OpenAI", words, param: "max_tokens", code: "unsupported_parameter" })).toEqual(
      renamed,
    );
    expect(
      find({ from: "a proxy", words: "max_tokens is not supported, use max_completion_tokens" }),
    ).toEqual(renamed);
  });

  it("is never one that was not sent, whatever the words", () => {
    const words = "Unsupported parameter: 'temperature'";
    expect(
      findRefusedField({ words, param: null, code: null, sent: ["model", "messages", "stream"] }),
    ).toBeNull();
  });

  it("takes no time to find in long words full of names", () => {
    const words = "unknown parameter temperature ".repeat(2_000);
    const startedAt = performance.now();
    findRefusedField({ words, param: null, code: null, sent });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
