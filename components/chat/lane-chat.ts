import type { ChatMessage } from "@/lib/chats/chat-document";
import { AnswerBuilder } from "@/lib/turns/answer-builder";
import type { AnswerStream } from "@/lib/turns/turn-transport";

/** `submitted` until the answer's first content, `streaming` until its end; `error` when the line to the server broke. */
export type LaneStatus = "ready" | "submitted" | "streaming" | "error";

type Listener = () => void;

/** The messages that a lane shows, and the answer that is arriving at their end. */
export class LaneChat {
  #messages: readonly ChatMessage[] = [];
  #status: LaneStatus = "ready";
  #error: unknown;
  readonly #messageListeners = new Set<Listener>();
  readonly #statusListeners = new Set<Listener>();

  /** A new list whenever one of them has changed. */
  get messages(): readonly ChatMessage[] {
    return this.#messages;
  }

  set messages(messages: readonly ChatMessage[]) {
    this.#messages = messages;
    for (const listener of this.#messageListeners) listener();
  }

  get status(): LaneStatus {
    return this.#status;
  }

  /** What broke the line; undefined when nothing did. */
  get error(): unknown {
    return this.#error;
  }

  /** Calls `listener` at every change of the messages. Returns how to take that back. */
  subscribeMessages(listener: Listener): () => void {
    this.#messageListeners.add(listener);
    return () => this.#messageListeners.delete(listener);
  }

  /** As `subscribeMessages`, of the status. */
  subscribeStatus(listener: Listener): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  /**
   * Receives an answer from its beginning: it stands at the end of the messages, in the place of one that is there under
   * its id already. Resolves when nothing more will come, whether it ended or broke off: the status tells.
   */
  async receive(answerId: string, open: () => Promise<AnswerStream>): Promise<void> {
    this.#setStatus("submitted");
    try {
      const reader = (await open()).getReader();
      const builder = new AnswerBuilder(answerId);
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        for (const chunk of value) builder.apply(chunk);
        if (value.some(({ type }) => type !== "start")) this.#setStatus("streaming");
        this.#put(builder.message);
      }
      this.#setStatus("ready");
    } catch (error) {
      this.#setStatus("error", error);
    }
  }

  clearError(): void {
    if (this.#status === "error") this.#setStatus("ready");
  }

  #put(answer: ChatMessage): void {
    const last = this.#messages.at(-1);
    const before = last?.id === answer.id ? this.#messages.slice(0, -1) : this.#messages;
    this.messages = [...before, answer];
  }

  #setStatus(status: LaneStatus, error?: unknown): void {
    this.#error = error;
    if (this.#status === status) return;
    this.#status = status;
    for (const listener of this.#statusListeners) listener();
  }
}
