import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { createResetError, untilAborted } from "./break-connection";
import type { DemoAnswer, DemoCall } from "./demo-answer";
import { demoHeaders } from "./demo-responses";
import type { TokenPlan } from "./plan-tokens";
import type { AnswerIdentity } from "./stream-tokens";

type Collected = { content: string; reasoning: string; calls: (DemoCall & { id: string })[] };

/** The planned tokens as one completion, after the time to the first token. */
export async function completeTokens({
  identity,
  answer,
  plan,
  signal,
}: {
  identity: AnswerIdentity;
  answer: DemoAnswer;
  plan: TokenPlan;
  signal: AbortSignal | null;
}): Promise<Response> {
  await wait(answer.firstTokenMs, undefined, signal === null ? {} : { signal });
  if (answer.breaks === "stall") return untilAborted(signal);
  if (answer.breaks === "reset") throw createResetError();
  const { content, reasoning, calls } = collect(plan);
  const message = {
    role: "assistant",
    content: content === "" && calls.length > 0 ? null : content,
    ...(reasoning === "" ? {} : { reasoning_content: reasoning }),
    ...(calls.length === 0
      ? {}
      : { tool_calls: calls.map(({ id, ...call }) => ({ id, type: "function", function: call })) }),
  };
  const { id, created, model, system_fingerprint } = identity;
  const completion = JSON.stringify({
    id,
    object: "chat.completion",
    created,
    model,
    system_fingerprint,
    choices: [{ index: 0, message, finish_reason: plan.finishReason }],
    usage: plan.usage,
  });
  const body = answer.breaks === undefined ? completion : completion.slice(0, completion.length / 2);
  return new Response(body, { headers: demoHeaders({ "content-type": "application/json" }) });
}

function collect(plan: TokenPlan): Collected {
  const collected: Collected = { content: "", reasoning: "", calls: [] };
  for (const token of plan.tokens) {
    if (token.kind === "content") collected.content += token.text;
    else if (token.kind === "reasoning_content") collected.reasoning += token.text;
    else if (token.kind === "call") collected.calls.push({ id: token.id, name: token.name, arguments: "" });
    else {
      const call = collected.calls[token.index];
      if (call !== undefined) call.arguments += token.text;
    }
  }
  return collected;
}
