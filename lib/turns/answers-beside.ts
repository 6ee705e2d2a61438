import type { ChatMessage } from "@/lib/chats/chat-document";
import { AnswerBuilder } from "@/lib/turns/answer-builder";
import { followTurnEvents, openTurn, openTurnEvents } from "@/lib/turns/follow-turn-events";
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
  const answers = new Map<string, AnswerBuilder>();
  const unended = new Set<string>();
  await followTurnEvents(turnId, response, ({ runId, chunks }) => {
    const answer = answers.get(runId) ?? new AnswerBuilder("");
    answers.set(runId, answer);
    unended.add(runId);
    for (const chunk of chunks) {
      answer.apply(chunk);
      if (chunk.type === "finish") unended.delete(runId);
    }
    onAnswer(answer.message);
  });
  if (unended.size > 0) throw new TypeError("An answer ended without its finish.");
}
