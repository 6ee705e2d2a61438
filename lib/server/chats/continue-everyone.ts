import "server-only";
import type { ContinueResult } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import { toPath } from "@/lib/chats/message-tree";
import { getDbOf } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { lockInTransaction } from "@/lib/server/db/lock-in-transaction";
import { listLiveLaneIds } from "@/lib/server/runs/run-store";
import { requireChat } from "./chat-store";
import { copyPath } from "./copy-path";
import { listLanes } from "./lane-store";
import { listMessages } from "./message-store";

type ContinueOptions = { owner: string; chatId: string; laneId: string; messageId: string };

/**
 * Lets every lane go on from one lane's answer: the others get a copy of the path to it as a version beside what they
 * had, which stays. Returns what they showed before.
 * @throws AppError `not_found`, `lane_busy`
 */
export async function continueEveryone(options: ContinueOptions): Promise<ContinueResult> {
  const { owner, chatId, laneId, messageId } = options;
  return inTransaction(await getDbOf(chatId), async (db) => {
    await lockInTransaction(db, `chat:${chatId}`);
    await requireChat(db, { owner, chatId });
    if ((await listLiveLaneIds(db, chatId)).size > 0)
      throw new AppError(
        "lane_busy",
        "An answer is still being written in this chat. Wait for it or stop it.",
      );
    const messages = await listMessages(db, chatId);
    const nodes = new Map(messages.map((message) => [message.id, message]));
    if (nodes.get(messageId)?.laneId !== laneId)
      throw new AppError("not_found", "There is no such message in this lane. Reload the chat.");
    const path = toPath(nodes, messageId);
    const lanes = await listLanes(db, chatId);
    const others = lanes.filter(({ id }) => id !== laneId);
    for (const { id } of others) {
      const leaf_id = await copyPath(db, { owner, chatId, laneId: id, path });
      await db.updateTable("lanes").set({ leaf_id }).where("id", "=", id).execute();
    }
    await db.updateTable("lanes").set({ leaf_id: messageId }).where("id", "=", laneId).execute();
    return { before: lanes.map(({ id, leafId }) => ({ laneId: id, leafId })) };
  });
}
