import "server-only";
import type { LaneCopy } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import { toPath } from "@/lib/chats/message-tree";
import { getDbOf } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { lockInTransaction } from "@/lib/server/db/lock-in-transaction";
import { requireChat } from "./chat-store";
import { copyPath, toEnded } from "./copy-path";
import { listLanes, orderLanes, requireRoom } from "./lane-store";
import { listMessages } from "./message-store";

type CopyLaneOptions = LaneCopy & { owner: string; chatId: string };

/**
 * Adds a lane to the right of `from`: its model, its settings, and a copy of what it shows. The two go their own ways.
 * @throws AppError `not_found`, and `conflict` when there are eight already or the id is taken
 */
export async function copyLane({ owner, chatId, from, laneId }: CopyLaneOptions): Promise<void> {
  await inTransaction(await getDbOf(chatId), async (db) => {
    await lockInTransaction(db, `chat:${chatId}`);
    await requireChat(db, { owner, chatId });
    const lanes = await listLanes(db, chatId);
    const source = lanes.find(({ id }) => id === from);
    if (source === undefined) throw new AppError("not_found", "There is no such lane in this chat.");
    const position = await requireRoom(db, { chatId, except: laneId });
    const taken = await db.selectFrom("lanes").select("id").where("id", "=", laneId).executeTakeFirst();
    if (taken !== undefined) throw new AppError("conflict", "This lane exists already. Reload the chat.");
    const { model, settings } = source;
    await db
      .insertInto("lanes")
      .values({
        id: laneId,
        owner,
        chat_id: chatId,
        position,
        model,
        settings_json: JSON.stringify(settings),
        leaf_id: null,
        removed_at: null,
      })
      .execute();
    const nodes = new Map((await listMessages(db, chatId)).map((message) => [message.id, message]));
    const path = toEnded(toPath(nodes, source.leafId));
    const leaf_id = await copyPath(db, { owner, chatId, laneId, path });
    await db.updateTable("lanes").set({ leaf_id }).where("id", "=", laneId).execute();
    const laneIds = lanes.flatMap(({ id }) => (id === from ? [id, laneId] : [id]));
    await orderLanes(db, { chatId, laneIds });
  });
}
