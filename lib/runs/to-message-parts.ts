import { readUIMessageStream } from "ai";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { AnswerChunk } from "@/lib/turns/turn-event";

type Part = ChatMessage["parts"][number];

/** A part that was still open when its run ended is as done as it will get. */
function close(part: Part): Part {
  return part.type === "text" || part.type === "reasoning" ? { ...part, state: "done" } : part;
}

function toStream(chunks: AnswerChunk[]): ReadableStream<AnswerChunk> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

/** The parts of the message that a run's chunks make, in whatever state the run ended. */
export async function toMessageParts(chunks: AnswerChunk[]): Promise<Part[]> {
  let message: ChatMessage | null = null;
  const stream = readUIMessageStream<ChatMessage>({ stream: toStream(chunks) });
  for await (const state of stream) message = state;
  return (message?.parts ?? []).map(close);
}
