import "server-only";
import { AppError } from "@/lib/app-error";
import type { StoredMessage } from "@/lib/chats/chat-document";
import { toPath } from "@/lib/chats/message-tree";

/** Where in a lane something begins: a new message, or an answer to the message that is there. */
type Beginning = { laneId: string; parentId: string | null; message?: unknown };

/**
 * What stands before in the lane; messages of other lanes are never part of it. A new message may follow anything, since
 * messages are also added by hand; an answer follows a question.
 * @throws AppError `not_found`
 */
export function requirePath(
  { laneId, parentId, message }: Beginning,
  messages: readonly StoredMessage[],
): StoredMessage[] {
  const own = messages.filter((known) => known.laneId === laneId);
  const nodes = new Map(own.map((known) => [known.id, known]));
  const parent = parentId === null ? undefined : nodes.get(parentId);
  const fits = message === undefined ? parent?.role === "user" : parentId === null || parent !== undefined;
  if (!fits) {
    throw new AppError("not_found", "The message this turn continues is not in this lane. Reload the chat.");
  }
  return toPath(nodes, parentId);
}
