import type { DynamicToolUIPart, ToolCallPart, ToolResultPart, ToolUIPart } from "ai";
import type { JsonValue } from "@/lib/json-value";
import { toDenialWords } from "@/lib/tools/decision-words";

/** A call and what came of it, as they are told to a model. */
export type ToolExchange = { call: ToolCallPart; result: ToolResultPart };

/** The call in a part with its result; null while it has none, and for arguments that could not be read. */
export function toToolExchange(part: ToolUIPart | DynamicToolUIPart): ToolExchange | null {
  const { toolCallId, input } = part;
  if (typeof input !== "object" || input === null) return null;
  const output = toOutput(part);
  if (output === null) return null;
  const toolName = part.type === "dynamic-tool" ? part.toolName : part.type.slice("tool-".length);
  return {
    call: { type: "tool-call", toolCallId, toolName, input },
    result: { type: "tool-result", toolCallId, toolName, output },
  };
}

function toOutput(part: ToolUIPart | DynamicToolUIPart): ToolResultPart["output"] | null {
  if (part.state === "output-error") return { type: "error-text", value: part.errorText };
  if (part.state === "output-denied") {
    return { type: "text", value: toDenialWords(part.approval?.reason) };
  }
  if (part.state !== "output-available") return null;
  if (typeof part.output === "string") return { type: "text", value: part.output };
  // Results are JSON: they were stored as such.
  return { type: "json", value: part.output as JsonValue };
}
