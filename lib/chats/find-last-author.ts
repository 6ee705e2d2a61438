import type { ChatMessage } from "@/lib/chats/chat-document";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

/** Who wrote the last answer that a model wrote; null when none did. */
export function findLastAuthor(messages: readonly ChatMessage[]): AnswerMetadata | null {
  return (
    messages.findLast(({ metadata }) => metadata !== undefined && metadata.byHand !== "written")?.metadata ??
    null
  );
}
