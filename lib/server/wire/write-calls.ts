import "server-only";
import type { ToolCallStart } from "./answer-sink";
import type { JsonRecord } from "./read-json";

type CalledFunction = { name?: string; arguments: string };
type CustomCall = { name?: string; input: string };
type WrittenCall = JsonRecord & { index: number; function?: CalledFunction; custom?: CustomCall };

/** The calls in a delta. `function_call` is OpenAI's older form, which has one call only. */
export type CallDelta = { tool_calls?: WrittenCall[]; function_call?: CalledFunction };

/** Writes the calls of one answer into its deltas, piece by piece. */
export type CallWriter = {
  begin: (delta: CallDelta, call: ToolCallStart) => void;
  add: (delta: CallDelta, index: number, text: string) => void;
};

/** `wantsFunctionCall`: whoever asked described `functions`, and looks for the call in `function_call`. */
export function createCallWriter(wantsFunctionCall: boolean): CallWriter {
  const customCalls = new Set<number>();
  const isFunctionCall = (index: number) => wantsFunctionCall && index === 0;

  const addTo = (delta: CallDelta, call: WrittenCall) => {
    delta.tool_calls = [...(delta.tool_calls ?? []), call];
  };

  return {
    begin: (delta, call) => {
      const { index, name } = call;
      if (call.type === "custom") customCalls.add(index);
      if (isFunctionCall(index)) delta.function_call = { name, arguments: "" };
      else addTo(delta, { index, ...encodeCall(call, "") });
    },
    add: (delta, index, text) => {
      if (isFunctionCall(index)) {
        delta.function_call = {
          ...delta.function_call,
          arguments: (delta.function_call?.arguments ?? "") + text,
        };
        return;
      }
      const begun = delta.tool_calls?.find((call) => call.index === index);
      if (begun?.custom !== undefined) begun.custom.input += text;
      else if (begun?.function !== undefined) begun.function.arguments += text;
      else if (customCalls.has(index)) addTo(delta, { index, custom: { input: text } });
      else addTo(delta, { index, function: { arguments: text } });
    },
  };
}

/** A call as OpenAI writes it, with what its provider said beside. */
export function encodeCall(
  { id, name, type, extraContent, beside }: ToolCallStart,
  text: string,
): { id: string; type: string; function?: CalledFunction; custom?: CustomCall } {
  return {
    id,
    type,
    ...(type === "custom" ? { custom: { name, input: text } } : { function: { name, arguments: text } }),
    ...(extraContent === undefined || extraContent === null ? {} : { extra_content: extraContent }),
    ...beside,
  };
}

/** The finish reason in the words of who described `functions`. */
export const toFunctionCallReason = (reason: string | null) =>
  reason === "tool_calls" ? "function_call" : reason;
