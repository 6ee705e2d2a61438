import "server-only";
import type { RunUsage } from "@/lib/runs/answer-metadata";
import { isRecord, type JsonRecord, readNumber } from "./read-json";

/** What a chunk says about tokens and money. */
export type ReportedUsage = { usage: RunUsage | null; billedUsd: number | null };

/** The usage in a chunk or completion, wherever its server put it; null when it says nothing. */
export function readUsage(chunk: JsonRecord): ReportedUsage | null {
  const place = findUsage(chunk);
  if (place === null) return null;
  const usage = toRunUsage(place);
  const billedUsd = readBilledUsd(place);
  return usage === null && billedUsd === null ? null : { usage, billedUsd };
}

function findUsage(chunk: JsonRecord): JsonRecord | null {
  if (isRecord(chunk.usage)) return chunk.usage;
  if (isRecord(chunk.x_groq) && isRecord(chunk.x_groq.usage)) return chunk.x_groq.usage;
  const choice = Array.isArray(chunk.choices) ? chunk.choices[0] : undefined;
  if (isRecord(choice) && isRecord(choice.usage)) return choice.usage;
  // Ollama's own form, which it sends when the base URL lacks /v1.
  if (chunk.done === true && chunk.eval_count !== undefined) {
    return { prompt_tokens: chunk.prompt_eval_count, completion_tokens: chunk.eval_count };
  }
  return null;
}

function toRunUsage(usage: JsonRecord): RunUsage | null {
  const inputDetails = firstRecord(usage.prompt_tokens_details, usage.input_tokens_details);
  const outputDetails = firstRecord(usage.completion_tokens_details, usage.output_tokens_details);
  const total = readNumber(usage.total_tokens);
  const reasoning = readNumber(outputDetails.reasoning_tokens) ?? readNumber(usage.reasoning_tokens);
  const cached =
    readNumber(inputDetails.cached_tokens) ??
    readNumber(usage.cached_tokens) ??
    readNumber(usage.prompt_cache_hit_tokens) ??
    readNumber(usage.cache_read_input_tokens);
  const givenInput = readNumber(usage.prompt_tokens) ?? readNumber(usage.input_tokens);
  const givenOutput = readNumber(usage.completion_tokens) ?? readNumber(usage.output_tokens);
  // Zero for everything is a placeholder: no request has an empty prompt.
  if (givenInput === null ? givenOutput === null : givenInput + (givenOutput ?? 0) === 0) return null;
  const input = givenInput ?? difference(total, givenOutput);
  const output = givenOutput ?? difference(total, givenInput);
  const written =
    readNumber(inputDetails.cache_write_tokens) ??
    readNumber(inputDetails.cache_creation_tokens) ??
    readNumber(usage.cache_creation_input_tokens);
  const audio = readNumber(inputDetails.audio_tokens);
  const apart = countApart({ usage, input, output, total, cached, written });
  const inputTokens = input === null ? null : input + apart;
  const beside = inputTokens === null || output === null ? null : difference(total, inputTokens + output);
  return {
    inputTokens,
    cachedInputTokens: cached,
    ...toOutput({ output, reasoning, beside: beside ?? 0 }),
    ...(written !== null && { cacheWriteTokens: written }),
    ...(audio !== null && { audioInputTokens: audio }),
  };
}

type InputCounts = Record<"input" | "output" | "total" | "cached" | "written", number | null>;

/**
 * Input that came from the cache, or went into it, and is counted beside the rest: so does Anthropic ("Tracking cache
 * performance"), under its own names, and others of whose total it is a part of its own.
 */
function countApart({ usage, ...counts }: InputCounts & { usage: JsonRecord }): number {
  const { input, output, total, cached, written } = counts;
  const both = (cached ?? 0) + (written ?? 0);
  if (input === null || both === 0) return 0;
  const isAnthropic =
    usage.prompt_tokens === undefined &&
    (usage.cache_read_input_tokens !== undefined || usage.cache_creation_input_tokens !== undefined);
  if (isAnthropic) return both;
  const beside = output === null ? null : difference(total, input + output);
  if (beside !== null && beside > 0) return [both, cached, written].includes(beside) ? beside : 0;
  return both > input ? both : 0;
}

/**
 * Reasoning is part of the output and billed as such. xAI counts it beside the output; Google too, and names it nowhere: only
 * the total has it.
 */
function toOutput({
  output,
  reasoning,
  beside,
}: {
  output: number | null;
  reasoning: number | null;
  beside: number;
}): Pick<RunUsage, "outputTokens" | "reasoningTokens"> {
  const isReasoning = beside > 0 && (beside === reasoning || (reasoning ?? 0) === 0);
  if (!isReasoning || output === null) return { outputTokens: output, reasoningTokens: reasoning };
  return { outputTokens: output + beside, reasoningTokens: beside };
}

/** xAI's unit of money (its "Cost Tracking"). */
const ticksPerUsd = 10_000_000_000;

/** OpenRouter's `cost`, Perplexity's `cost.total_cost` or xAI's `cost_in_usd_ticks`, in USD. */
function readBilledUsd(usage: JsonRecord): number | null {
  const ticks = readNumber(usage.cost_in_usd_ticks);
  if (ticks !== null) return ticks / ticksPerUsd;
  if (isRecord(usage.cost)) return readNumber(usage.cost.total_cost);
  const cost = readNumber(usage.cost);
  return usage.is_byok === true ? addOwnKeyUsd(cost, usage.cost_details) : cost;
}

/**
 * Where OpenRouter calls a model with its user's own key, its `cost` is its fee alone, mostly 0; the model's provider bills the
 * key (OpenRouter, "Usage Accounting"). Without that the sum is not known.
 */
function addOwnKeyUsd(fee: number | null, details: unknown): number | null {
  const own = isRecord(details) ? readNumber(details.upstream_inference_cost) : null;
  return own === null ? null : own + (fee ?? 0);
}

function difference(total: number | null, part: number | null): number | null {
  return total === null || part === null || total < part ? null : total - part;
}

function firstRecord(...values: unknown[]): JsonRecord {
  return values.find(isRecord) ?? {};
}
