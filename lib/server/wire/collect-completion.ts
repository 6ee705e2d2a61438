import "server-only";
import type { RunUsage } from "@/lib/runs/answer-metadata";
import type { AnswerHead, AnswerSink, ToolCallStart } from "./answer-sink";
import type { Choice } from "./choice";
import { encodeUsage } from "./encode-usage";
import type { ErrorObject } from "./fault-response";
import { encodeCall, toFunctionCallReason } from "./write-calls";

type CollectedCall = ToolCallStart & { arguments: string };
type Message = { text: string; reasoning: string; refusal: string; calls: CollectedCall[] };

/** Collects the pieces of an answer into one clean OpenAI completion. */
export type CompletionCollector = AnswerSink & {
  toCompletion: (end: {
    head: AnswerHead;
    choices: ReadonlyMap<number, Choice>;
    usage: RunUsage | null;
    billedUsd: number | null;
    /** What ended the answer before its end. */
    error: ErrorObject | null;
  }) => Record<string, unknown>;
};

/** `wantsFunctionCall`: a call is told as OpenAI's older `function_call`. */
export function createCompletionCollector({
  wantsFunctionCall,
}: {
  wantsFunctionCall: boolean;
}): CompletionCollector {
  const toReason = (reason: string | null) => (wantsFunctionCall ? toFunctionCallReason(reason) : reason);
  const messages = new Map<number, Message>();
  const messageAt = (choice: number): Message => {
    let message = messages.get(choice);
    if (message === undefined) {
      message = { text: "", reasoning: "", refusal: "", calls: [] };
      messages.set(choice, message);
    }
    return message;
  };

  return {
    text: (choice, text) => {
      messageAt(choice).text += text;
    },
    reasoning: (choice, text) => {
      messageAt(choice).reasoning += text;
    },
    refusal: (choice, text) => {
      messageAt(choice).refusal += text;
    },
    toolCall: (choice, call) => {
      messageAt(choice).calls.push({ ...call, arguments: "" });
    },
    toolArguments: (choice, index, text) => {
      const call = messageAt(choice).calls[index];
      if (call !== undefined) call.arguments += text;
    },
    toCompletion: ({ head, choices, usage, billedUsd, error }) => {
      const counts = encodeUsage(usage, billedUsd);
      return {
        id: head.id ?? "chatcmpl-unnamed",
        object: "chat.completion",
        created: head.created ?? Math.floor(Date.now() / 1000),
        model: head.model ?? "",
        ...(head.systemFingerprint === null ? {} : { system_fingerprint: head.systemFingerprint }),
        choices: [...choices].map(([index, choice]) => ({
          index,
          message: encodeMessage(messageAt(index), wantsFunctionCall),
          finish_reason: error === null ? toReason(choice.finishReason()) : null,
        })),
        ...(counts === null ? {} : { usage: counts }),
        ...(error === null ? {} : { error }),
      };
    },
  };
}

function encodeMessage(
  { text, reasoning, refusal, calls }: Message,
  wantsFunctionCall: boolean,
): Record<string, unknown> {
  return {
    role: "assistant",
    content: text === "" && (calls.length > 0 || refusal !== "") ? null : text,
    ...(reasoning === "" ? {} : { reasoning_content: reasoning }),
    // OpenAI's own replies always have it.
    refusal: refusal === "" ? null : refusal,
    ...(calls.length === 0 ? {} : encodeCalls(calls, wantsFunctionCall)),
  };
}

function encodeCalls(calls: CollectedCall[], wantsFunctionCall: boolean): Record<string, unknown> {
  const [first, ...others] = calls;
  if (!wantsFunctionCall || first === undefined || others.length > 0)
    return { tool_calls: calls.map((call) => encodeCall(call, call.arguments)) };
  return { function_call: { name: first.name, arguments: first.arguments } };
}
