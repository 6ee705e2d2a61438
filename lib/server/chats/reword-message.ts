import "server-only";
import type { Rewording } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import { toEditedParts } from "@/lib/chats/edited-parts";
import { createIdBeside } from "@/lib/id";
import { toEditedMetadata } from "@/lib/runs/by-hand-metadata";
import { getDbOf } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { lockInTransaction } from "@/lib/server/db/lock-in-transaction";
import { haveMessages } from "./add-messages";
import { requireChat } from "./chat-store";
import { listMessages, saveMessage } from "./message-store";
import { refuseBusyLanes, refuseTakenIds } from "./refuse-turn";

type RewordOptions = { owner: string; chatId: string; messageId: string; rewording: Rewording };

/**
 * Stores another wording of a message as a version beside it, which its lane then shows. Nothing is run, and what followed
 * the first wording stays with that.
 * @throws AppError `not_found`, `lane_busy`, `conflict`, and `invalid_request` when nothing would be left of the message
 */
export async function rewordMessage({ owner, chatId, messageId, rewording }: RewordOptions): Promise<void> {
  const { id, text } = rewording;
  await inTransaction(await getDbOf(chatId), async (db) => {
    await lockInTransaction(db, `chat:${chatId}`);
    await requireChat(db, { owner, chatId });
    if (await haveMessages(db, { owner, chatId, ids: [id] })) return;
    const original = (await listMessages(db, chatId)).find((message) => message.id === messageId);
    if (original === undefined)
      throw new AppError("not_found", "There is no such message in this chat. Reload it.");
    await refuseBusyLanes(db, { chatId, lanes: [original] });
    await refuseTakenIds(db, [id]);
    const parts = toEditedParts(original.parts, text);
    if (!parts.some(({ type }) => type === "text" || type === "file"))
      throw new AppError("invalid_request", "A message has a text or a file.");
    const now = Date.now();
    const turnId = createIdBeside(chatId);
    const { laneId, metadata } = original;
    await saveMessage(db, {
      ...original,
      owner,
      chatId,
      turnId,
      id,
      parts,
      metadata: metadata && toEditedMetadata(metadata, { messageId: id, turnId, now }),
      createdAt: now,
    });
    await db.updateTable("lanes").set({ leaf_id: id }).where("id", "=", laneId).execute();
    const touched = { updated_at: now, deleted_at: null };
    await db.updateTable("chats").set(touched).where("id", "=", chatId).execute();
  });
}
