import "server-only";
import type { DemoAnswer, DemoCall } from "./demo-answer";
import { type DemoRequest, messageText } from "./demo-request";
import { countTokens, tokenise } from "./tokenise";

/** One token on the wire. `call` begins a tool call, `arguments` continues the one with this index. */
export type PlannedToken =
  | { kind: "reasoning_content"; text: string }
  | { kind: "content"; text: string }
  | { kind: "call"; index: number; id: string; name: string }
  | { kind: "arguments"; index: number; text: string };

/** The delta a token is sent as. */
export function toDelta(token: PlannedToken): Record<string, unknown> {
  if (token.kind === "call") {
    const { index, id, name } = token;
    return { tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }] };
  }
  if (token.kind === "arguments") {
    return { tool_calls: [{ index: token.index, function: { arguments: token.text } }] };
  }
  return { [token.kind]: token.text };
}

/** An answer cut into what will be sent, within the limits of its request. */
export type TokenPlan = {
  tokens: PlannedToken[];
  finishReason: "stop" | "length" | "tool_calls";
  usage: {
    prompt_tokens: number;
    completion_tokens: number;
    total_tokens: number;
    completion_tokens_details: { reasoning_tokens: number };
  };
};

/** What a message costs beside its text, as with real tokenisers. */
const tokensPerMessage = 4;

export function planTokens(
  request: DemoRequest,
  answer: DemoAnswer,
  callId: (index: number) => string,
): TokenPlan {
  const reasoning = tokenise(answer.reasoning ?? "").map((text) => ({
    kind: "reasoning_content" as const,
    text,
  }));
  const text = tokenise(cutAtStop(answer.text, request.stop)).map((piece) => ({
    kind: "content" as const,
    text: piece,
  }));
  const calls = (answer.calls ?? []).flatMap((call, index) => planCall({ call, index, id: callId(index) }));
  const all: PlannedToken[] = [...reasoning, ...text, ...calls];
  const tokens = all.slice(0, request.maxTokens);
  const promptTokens = countPrompt(request);
  const isCut = tokens.length < all.length;
  return {
    tokens,
    finishReason: isCut ? "length" : calls.length > 0 ? "tool_calls" : "stop",
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: tokens.length,
      total_tokens: promptTokens + tokens.length,
      completion_tokens_details: { reasoning_tokens: Math.min(reasoning.length, tokens.length) },
    },
  };
}

function planCall({ call, index, id }: { call: DemoCall; index: number; id: string }): PlannedToken[] {
  const pieces = tokenise(call.arguments).map((text) => ({ kind: "arguments" as const, index, text }));
  return [{ kind: "call", index, id, name: call.name }, ...pieces];
}

function cutAtStop(text: string, stop: string[]): string {
  const ends = stop.map((sequence) => text.indexOf(sequence)).filter((end) => end !== -1);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}

function countPrompt({ messages, tools }: DemoRequest): number {
  const written = messages.map((message) => {
    const calls = (message.tool_calls ?? [])
      .map((call) => call.function.name + call.function.arguments)
      .join("");
    return countTokens(messageText(message) + calls) + tokensPerMessage;
  });
  const offered = tools.length === 0 ? 0 : countTokens(JSON.stringify(tools));
  return written.reduce((sum, count) => sum + count, offered);
}
