import type { DynamicToolUIPart, ToolUIPart } from "ai";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { AnswerChunk } from "@/lib/turns/turn-event";

type Part = ChatMessage["parts"][number];
type ToolPart = ToolUIPart | DynamicToolUIPart;
type Of<Type extends AnswerChunk["type"]> = Extract<AnswerChunk, { type: Type }>;

/** What is said of a call while it is being made. */
export type CallChunk = Of<`tool-input-${"start" | "delta" | "available" | "error"}`>;
/** What is said of a call that was made. */
export type ProgressChunk =
  Of<`tool-${"approval-request" | "approval-response" | `output-${"available" | "error" | "denied"}`}`>;

export function isToolPart(part: Part): part is ToolPart {
  return part.type === "dynamic-tool" || part.type.startsWith("tool-");
}

/** The call as it now stands; null when nothing is known of the call that this goes on with. */
export function toCalled(known: ToolPart | null, chunk: CallChunk): Part | null {
  if (chunk.type === "tool-input-delta") {
    if (known === null) return null;
    const rawInput = `${"rawInput" in known ? (known.rawInput ?? "") : ""}${chunk.inputTextDelta}`;
    return toToolPart({ ...known, state: "input-streaming", rawInput });
  }
  const { toolCallId, toolName, title, toolMetadata, providerExecuted, providerMetadata } = {
    title: undefined,
    ...chunk,
  };
  const isDynamic = known === null ? chunk.dynamic === true : known.type === "dynamic-tool";
  return toToolPart({
    ...(known === null ? {} : withoutContent(known)),
    ...(isDynamic ? { type: "dynamic-tool", toolName } : { type: `tool-${toolName}` }),
    toolCallId,
    ...toContent(chunk),
    ...(title === undefined ? {} : { title }),
    ...(toolMetadata === undefined ? {} : { toolMetadata }),
    ...(providerExecuted === undefined ? {} : { providerExecuted }),
    ...(providerMetadata === undefined
      ? {}
      : {
          [chunk.type === "tool-input-error" ? "resultProviderMetadata" : "callProviderMetadata"]:
            providerMetadata,
        }),
  });
}

/** The call after that happened to it. */
export const toProgressed = (known: ToolPart, chunk: ProgressChunk): Part =>
  toToolPart({ ...known, ...toProgress(chunk, known) });

function toProgress(chunk: ProgressChunk, known: ToolPart): object {
  switch (chunk.type) {
    case "tool-approval-request": {
      const { approvalId: id, approvalDescriptor, reason, isAutomatic } = chunk;
      const approval = {
        id,
        ...(approvalDescriptor == null ? {} : { descriptor: approvalDescriptor }),
        ...(reason == null ? {} : { requestReason: reason }),
        ...(isAutomatic === true ? { isAutomatic } : {}),
      };
      return { state: "approval-requested", approval };
    }
    case "tool-approval-response": {
      const { approved, reason } = chunk;
      const approval = { ...known.approval, approved, ...(reason == null ? {} : { reason }) };
      return { state: "approval-responded", approval };
    }
    case "tool-output-available": {
      const { output, preliminary } = chunk;
      return { state: "output-available", output, preliminary, errorText: undefined, rawInput: undefined };
    }
    case "tool-output-error":
      return { state: "output-error", errorText: chunk.errorText, output: undefined };
    case "tool-output-denied":
      return { state: "output-denied" };
  }
}

function toContent(chunk: Exclude<CallChunk, { type: "tool-input-delta" }>): object {
  if (chunk.type === "tool-input-start") return { state: "input-streaming", input: undefined };
  const { input } = chunk;
  if (chunk.type === "tool-input-available") return { state: "input-available", input };
  return { state: "output-error", input, errorText: chunk.errorText };
}

function withoutContent({ ...part }: ToolPart): object {
  return { ...part, input: undefined, output: undefined, errorText: undefined, rawInput: undefined };
}

/** TypeScript cannot follow which fields belong to which state; the chunks are our own server's. */
const toToolPart = (part: object): Part => part as Part;
