import "server-only";
import type { WireExchange } from "@/lib/server/wire/exchange";
import { toUnreadWords, type UnreadCause } from "@/lib/tools/unread-call";
import type { AnswerChunk } from "@/lib/turns/turn-event";

type Ending = Pick<WireExchange, "finishReason" | "fault">;

/** A run's calls whose arguments could not be read, told in our words in place of the SDK's. */
export class UnreadCalls {
  readonly #causes = new Map<string, UnreadCause>();

  /** An answer that ended like this has a call with unreadable arguments. */
  note(toolCallId: string, ending: Ending): void {
    this.#causes.set(toolCallId, findCause(ending));
  }

  /** An answer was cut off within a call. Asked again, with the same limit, it would be cut off again. */
  get hasCutOff(): boolean {
    return [...this.#causes.values()].some((cause) => cause !== "form");
  }

  reword(chunk: AnswerChunk): AnswerChunk {
    if (chunk.type !== "tool-input-error" && chunk.type !== "tool-output-error") return chunk;
    const cause = this.#causes.get(chunk.toolCallId);
    return cause === undefined ? chunk : { ...chunk, errorText: toUnreadWords(cause) };
  }
}

/** A model that says itself that it had finished has written its arguments to their end. */
function findCause({ finishReason, fault }: Ending): UnreadCause {
  if (finishReason === "length") return "limit";
  const hasFinished = fault === null && (finishReason === "stop" || finishReason === "tool_calls");
  return hasFinished ? "form" : "end";
}
