import "server-only";
import { isRecord, type JsonRecord, readNumber, readText } from "./read-json";

/**
 * The Llama API has a form of its own beside OpenAI's, at the same address without `/compat`: a `completion_message`, or
 * events of a stream (`start`, `progress`, `complete`, `metrics`). As OpenAI writes it; null when `value` is not of that form.
 */
export function readLlamaForm(value: JsonRecord): JsonRecord | null {
  const { completion_message: message, event } = value;
  if (isRecord(message)) {
    const { role, content, tool_calls, stop_reason: finish_reason } = message;
    const written = { role, content: textOf(content), tool_calls };
    return {
      ...headOf(value),
      choices: [{ index: 0, message: written, finish_reason }],
      ...readMetrics(value),
    };
  }
  if (!isRecord(event) || typeof event.event_type !== "string") return null;
  const finish_reason = event.stop_reason ?? null;
  const choices = [{ index: 0, delta: readDelta(event.delta), finish_reason }];
  return { ...headOf(value), choices, ...readMetrics(event) };
}

const headOf = ({ id, model, created }: JsonRecord): JsonRecord => ({ id, model, created });

function readDelta(delta: unknown): JsonRecord {
  if (!isRecord(delta) || delta.type !== "tool_call") return { content: textOf(delta) };
  return { tool_calls: [{ id: delta.id, type: "function", function: delta.function }] };
}

function textOf(content: unknown): unknown {
  return isRecord(content) && typeof content.text === "string" ? content.text : content;
}

const fieldByMetric: Readonly<Record<string, string>> = {
  num_prompt_tokens: "prompt_tokens",
  num_completion_tokens: "completion_tokens",
  num_total_tokens: "total_tokens",
};

function readMetrics({ metrics }: JsonRecord): JsonRecord {
  if (!Array.isArray(metrics)) return {};
  const counts = metrics.filter(isRecord).flatMap(({ metric, value }) => {
    const name = readText(metric) ?? "";
    const count = readNumber(value);
    return Object.hasOwn(fieldByMetric, name) && count !== null ? [[fieldByMetric[name], count]] : [];
  });
  return counts.length === 0 ? {} : { usage: Object.fromEntries(counts) };
}
