import "server-only";
import { AppError } from "@/lib/app-error";
import { toPath } from "@/lib/chats/message-tree";
import { withNewIds } from "@/lib/export/with-new-ids";
import { createIdBeside } from "@/lib/id";
import { getDbOf } from "@/lib/server/db/get-db";
import { exportChat } from "./export-chats";
import { saveExportedChat } from "./save-exported-chat";

/**
 * A new chat that begins with a copy of everything up to a message. Returns its id.
 * @throws AppError `not_found`, and `lane_busy` while the message is being written
 */
export async function forkChat(options: {
  owner: string;
  chatId: string;
  messageId: string;
}): Promise<string> {
  const { owner, chatId, messageId } = options;
  const chat = await exportChat({ owner, chatId });
  const from = chat.messages.find(({ id }) => id === messageId);
  const lane = chat.lanes.find(({ id }) => id === from?.laneId);
  if (from === undefined || lane === undefined)
    throw new AppError("not_found", "There is no such message in this chat. Reload it.");
  const nodes = new Map(chat.messages.map((message) => [message.id, message]));
  const path = toPath(nodes, messageId);
  if (path.some(({ metadata }) => metadata?.outcome === "running"))
    throw new AppError("lane_busy", "An answer is still being written there. Wait for it, or stop it.");
  const now = Date.now();
  const copy = {
    ...chat,
    title: `${chat.title} (fork)`,
    createdAt: now,
    updatedAt: now,
    pinnedAt: null,
    lanes: [{ ...lane, position: 0, leafId: messageId }],
    messages: path,
  };
  const fork = withNewIds(copy, createIdBeside(chatId));
  await (await getDbOf(fork.id))
    .transaction()
    .execute((transaction) => saveExportedChat(transaction, { owner, chat: fork }));
  return fork.id;
}
