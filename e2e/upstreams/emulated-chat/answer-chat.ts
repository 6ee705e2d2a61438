import { setTimeout as wait } from "node:timers/promises";
import type { RawReply } from "@/e2e/upstreams/raw-upstream";
import type { AnswerSettings } from "./answer-settings";
import { type PlannedAnswer, type PlannedCall, planAnswer, splitWords } from "./plan-answer";
import { type ChatRequest, readMessages, readText } from "./request";

export type ChatToAnswer = {
  reply: RawReply;
  body: ChatRequest;
  model: { id: string };
  settings: AnswerSettings;
  /** Sent before the text, in this field of the delta or message. */
  reasoning?: { field: string; text: string };
};

/** Answers as a stream or as one completion, as asked. */
export async function answerChat({ reply, body, model, settings, reasoning }: ChatToAnswer): Promise<void> {
  const answer = planAnswer({ body, modelId: model.id, settings });
  const head = { id: `chatcmpl-llama-${reply.index + 1}`, created: 1_751_000_000, model: model.id };
  const usage = countUsage(body, answer);
  if (body.stream === true)
    return streamAnswer({ reply, answer, head, usage, delayMs: settings.chunkDelayMs, reasoning });
  const count = typeof body.n === "number" ? Math.max(1, Math.min(body.n, 10)) : 1;
  const choices = Array.from({ length: count }, (_, index) => ({
    index,
    message: {
      ...toMessage(answer),
      ...(reasoning === undefined ? {} : { [reasoning.field]: reasoning.text }),
    },
    logprobs: null,
    finish_reason: answer.finishReason,
  }));
  reply.head(200, { "content-type": "application/json" });
  reply.end(JSON.stringify({ ...head, object: "chat.completion", choices, usage }));
}

function toMessage({ text, calls }: PlannedAnswer): Record<string, unknown> {
  if (calls.length === 0) return { role: "assistant", content: text };
  return { role: "assistant", content: "", tool_calls: calls.map(encodeCall) };
}

function encodeCall({ id, name, arguments: text }: PlannedCall): Record<string, unknown> {
  return { id, type: "function", function: { name, arguments: text } };
}

type StreamedAnswer = {
  reply: RawReply;
  answer: PlannedAnswer;
  head: Record<string, unknown>;
  usage: Record<string, number>;
  delayMs: number;
  reasoning: ChatToAnswer["reasoning"];
};

async function streamAnswer({
  reply,
  answer,
  head,
  usage,
  delayMs,
  reasoning,
}: StreamedAnswer): Promise<void> {
  const chunk = async (choices: unknown[], rest: Record<string, unknown> = {}) => {
    if (reply.isClosed()) return;
    if (delayMs > 0) await wait(delayMs);
    await reply.event({ ...head, object: "chat.completion.chunk", choices, ...rest });
  };
  const delta = (fields: Record<string, unknown>, reason: string | null = null) =>
    chunk([{ index: 0, delta: fields, finish_reason: reason }]);
  reply.head(200, { "content-type": "text/event-stream; charset=utf-8" });
  await delta({ role: "assistant", content: "" });
  if (reasoning !== undefined) {
    for (const word of splitWords(reasoning.text)) await delta({ [reasoning.field]: word });
  }
  for (const word of splitWords(answer.text)) await delta({ content: word });
  for (const [index, call] of answer.calls.entries()) {
    await delta({ tool_calls: [{ index, ...encodeCall({ ...call, arguments: "" }) }] });
    for (const piece of call.arguments.match(/.{1,6}/gsu) ?? []) {
      await delta({ tool_calls: [{ index, function: { arguments: piece } }] });
    }
  }
  await delta({}, answer.finishReason);
  await chunk([], { usage });
  await reply.event("[DONE]");
  reply.end();
}

/** Words in the place of tokens. */
function countUsage(body: ChatRequest, { text, calls }: PlannedAnswer): Record<string, number> {
  const asked = readMessages(body).map(({ content }) => readText(content));
  const prompt = splitWords(asked.join(" ")).length;
  const completion = splitWords(text).length + calls.length * 10;
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}
