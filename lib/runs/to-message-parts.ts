import type { ChatMessage } from "@/lib/chats/chat-document";
import { AnswerBuilder } from "@/lib/turns/answer-builder";
import type { AnswerChunk } from "@/lib/turns/turn-event";

type Part = ChatMessage["parts"][number];

/** A part that was still open when its run ended is as done as it will get. */
function close(part: Part): Part {
  return part.type === "text" || part.type === "reasoning" ? { ...part, state: "done" } : part;
}

/** The parts of the message that a run's chunks make, in whatever state the run ended. */
export function toMessageParts(chunks: readonly AnswerChunk[]): Part[] {
  const builder = new AnswerBuilder("");
  for (const chunk of chunks) builder.apply(chunk);
  return builder.message.parts.map(close);
}
