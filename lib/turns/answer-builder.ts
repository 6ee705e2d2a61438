import type { ChatMessage } from "@/lib/chats/chat-document";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import { type CallChunk, isToolPart, type ProgressChunk, toCalled, toProgressed } from "./tool-part";

type Part = ChatMessage["parts"][number];
type Of<Type extends AnswerChunk["type"]> = Extract<AnswerChunk, { type: Type }>;
type Words = "text" | "reasoning";

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
  #call(chunk: CallChunk): void {
    const from = this.#stepStart();
    const at = this.#parts.findLastIndex(
      (part, index) => index >= from && isToolPart(part) && part.toolCallId === chunk.toolCallId,
    );
    const known = this.#parts[at];
    const called = toCalled(known !== undefined && isToolPart(known) ? known : null, chunk);
    if (called !== null) this.#parts[at < 0 ? this.#parts.length : at] = called;
  }

  /** Something happens to a call that was made. */
  #goOn(chunk: ProgressChunk): void {
    const at = this.#parts.findLastIndex(
      (part) =>
        isToolPart(part) &&
        (chunk.type === "tool-approval-response"
          ? part.approval?.id === chunk.approvalId
          : part.toolCallId === chunk.toolCallId),
    );
    const known = this.#parts[at];
    if (known !== undefined && isToolPart(known)) this.#parts[at] = toProgressed(known, chunk);
  }
}
