import { readUIMessageStream } from "ai";
import type { ChatMessage } from "@/lib/chats/chat-document";
import { followTurnEvents, openTurn, openTurnEvents } from "@/lib/turns/follow-turn-events";
import { LaneStream } from "@/lib/turns/lane-stream";
import type { TurnRequest } from "@/lib/turns/turn-request";

/** Told of an answer whenever it has grown; its last word has its final metadata. */
export type OnAnswer = (answer: ChatMessage) => void;

/**
 * Runs a turn of answers that are written beside others. Resolves when all of them have ended.
 * @throws AppError when the server refuses the turn, TypeError when the connection is lost for good
 */
export async function runBeside(request: TurnRequest, onAnswer: OnAnswer): Promise<void> {
  await follow(request.turnId, await openTurn(request), onAnswer);
}

/**
 * Follows such a turn from its beginning.
 * @throws AppError when the server has forgotten its events, TypeError when the connection is lost for good
 */
export async function followBeside(turnId: string, onAnswer: OnAnswer): Promise<void> {
  await follow(turnId, await openTurnEvents(turnId), onAnswer);
}

async function follow(turnId: string, response: Response, onAnswer: OnAnswer): Promise<void> {
  const streams = new Map<string, LaneStream>();
  const read: Promise<void>[] = [];
  try {
    await followTurnEvents(turnId, response, ({ runId, chunks }) => {
      let stream = streams.get(runId);
      if (stream === undefined) {
        stream = new LaneStream();
        streams.set(runId, stream);
        read.push(readAnswer(stream, onAnswer));
      }
      stream.write(chunks);
    });
  } finally {
    for (const stream of streams.values()) stream.end();
    await Promise.all(read);
  }
}

async function readAnswer({ readable }: LaneStream, onAnswer: OnAnswer): Promise<void> {
  const answers = readUIMessageStream<ChatMessage>({ stream: readable });
  for await (const answer of answers) onAnswer(answer);
}
