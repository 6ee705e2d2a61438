import type { DynamicToolUIPart, ToolUIPart } from "ai";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { AnswerChunk } from "@/lib/turns/turn-event";

type Part = ChatMessage["parts"][number];
type ToolPart = ToolUIPart | DynamicToolUIPart;
type Of<Type extends AnswerChunk["type"]> = Extract<AnswerChunk, { type: Type }>;
type Words = "text" | "reasoning";

export function isToolPart(part: Part): part is ToolPart {
  return part.type === "dynamic-tool" || part.type.startsWith("tool-");
}

/** What is said in words is open as long as more of it may come. */
const isWords = (part: Part | undefined): part is Extract<Part, { type: Words }> =>
  part?.type === "text" || part?.type === "reasoning";

/**
 * The message that a run's chunks make, as they arrive: what the AI SDK's `readUIMessageStream` makes of them, without the
 * rest of the SDK, which every page of the browser would have to load. Parts that have not changed stay the same objects.
 */
export class AnswerBuilder {
  #id: string;
  #metadata: ChatMessage["metadata"];
  #parts: Part[] = [];
  /** Where the words stand that have not ended, by their kind and id. */
  readonly #open = new Map<string, number>();

  constructor(id: string) {
    this.#id = id;
  }

  get message(): ChatMessage {
    return { id: this.#id, role: "assistant", metadata: this.#metadata, parts: [...this.#parts] };
  }

  apply(chunk: AnswerChunk): void {
    switch (chunk.type) {
      case "start":
        this.#id = chunk.messageId ?? this.#id;
        this.#tell(chunk.messageMetadata);
        break;
      case "message-metadata":
      case "finish":
        this.#tell(chunk.messageMetadata);
        break;
      case "start-step":
        this.#parts.push({ type: "step-start" });
        break;
      case "reset-step":
        this.#parts.length = this.#stepStart();
        this.#open.clear();
        break;
      case "text-start":
      case "text-delta":
      case "text-end":
        this.#say("text", chunk);
        break;
      case "reasoning-start":
      case "reasoning-delta":
      case "reasoning-end":
        this.#say("reasoning", chunk);
        break;
      case "tool-input-start":
      case "tool-input-delta":
      case "tool-input-available":
      case "tool-input-error":
        this.#call(chunk);
        break;
      case "tool-approval-request":
      case "tool-approval-response":
      case "tool-output-available":
      case "tool-output-error":
      case "tool-output-denied":
        this.#goOn(chunk);
        break;
      case "file":
      case "source-url":
      case "source-document":
        this.#parts.push(chunk);
        break;
      // Nothing else is part of our answers: what went wrong is in the metadata.
      default:
    }
  }

  #tell(metadata: ChatMessage["metadata"]): void {
    if (metadata != null) this.#metadata = { ...this.#metadata, ...metadata };
  }

  /** Where the parts of the last step begin. */
  #stepStart(): number {
    return this.#parts.findLastIndex(({ type }) => type === "step-start") + 1;
  }

  #say(type: Words, chunk: Of<`${Words}-${"start" | "delta" | "end"}`>): void {
    const key = `${type} ${chunk.id}`;
    const known = this.#open.get(key);
    const at = known ?? this.#parts.length;
    const part = this.#parts[at];
    const metadata = chunk.providerMetadata && { providerMetadata: chunk.providerMetadata };
    if (known === undefined || !isWords(part)) {
      const text = "delta" in chunk ? chunk.delta : "";
      const named = type === "reasoning" ? { type, id: chunk.id } : { type };
      this.#parts.push({ ...named, text, state: "streaming", ...metadata });
      this.#open.set(key, at);
    } else if ("delta" in chunk) {
      this.#parts[at] = { ...part, text: part.text + chunk.delta, ...metadata };
    } else {
      this.#parts[at] = { ...part, state: "done", ...metadata };
      this.#open.delete(key);
    }
  }

  /** A call is being made: it belongs to the last step, since some models number their calls anew in each. */
  #call(chunk: Of<`tool-input-${"start" | "delta" | "available" | "error"}`>): void {
    const from = this.#stepStart();
    const at = this.#parts.findLastIndex(
      (part, index) => index >= from && isToolPart(part) && part.toolCallId === chunk.toolCallId,
    );
    const known = this.#parts[at];
    if (chunk.type === "tool-input-delta") {
      if (known === undefined || !isToolPart(known)) return;
      const rawInput = `${"rawInput" in known ? (known.rawInput ?? "") : ""}${chunk.inputTextDelta}`;
      this.#parts[at] = toToolPart({ ...known, state: "input-streaming", rawInput });
      return;
    }
    const { toolCallId, toolName, title, toolMetadata, providerExecuted, providerMetadata } = {
      title: undefined,
      ...chunk,
    };
    const isDynamic = known === undefined ? chunk.dynamic === true : known.type === "dynamic-tool";
    const part = toToolPart({
      ...(known !== undefined && isToolPart(known) ? withoutContent(known) : {}),
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
    this.#parts[at < 0 ? this.#parts.length : at] = part;
  }

  /** Something happens to a call that was made. */
  #goOn(
    chunk: Of<`tool-${"approval-request" | "approval-response" | `output-${"available" | "error" | "denied"}`}`>,
  ) {
    const at = this.#parts.findLastIndex(
      (part) =>
        isToolPart(part) &&
        (chunk.type === "tool-approval-response"
          ? part.approval?.id === chunk.approvalId
          : part.toolCallId === chunk.toolCallId),
    );
    const known = this.#parts[at];
    if (known === undefined || !isToolPart(known)) return;
    this.#parts[at] = toToolPart({ ...known, ...toProgress(chunk, known) });
  }
}

type Progress =
  Of<`tool-${"approval-request" | "approval-response" | `output-${"available" | "error" | "denied"}`}`>;

function toProgress(chunk: Progress, known: ToolPart): object {
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

type Call = Of<`tool-input-${"start" | "available" | "error"}`>;

function toContent(chunk: Call): object {
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
