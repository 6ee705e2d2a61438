import "server-only";
import type { Kysely } from "kysely";
import { createIdBeside } from "@/lib/id";
import { toWrittenMetadata } from "@/lib/runs/by-hand-metadata";
import { getDbOf } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { lockInTransaction } from "@/lib/server/db/lock-in-transaction";
import type { Database } from "@/lib/server/db/schema";
import type { AddedMessages } from "@/lib/turns/turn-request";
import { listMessages, saveMessage } from "./message-store";
import { refuseBusyLanes, refuseTakenIds } from "./refuse-turn";
import { requirePath } from "./require-path";
import { saveTurnChat, saveTurnLane, saveTurnLayout } from "./save-turn";
import { toQuestion } from "./to-question";

type Owned = { owner: string; chatId: string };

/**
 * Adds messages by hand at the ends of lanes and runs nothing. Messages that were added before are not added again.
 * @throws AppError `not_found`, `lane_busy`, `conflict`
 */
export async function addMessages({ owner, chatId, added }: Owned & { added: AddedMessages }): Promise<void> {
  await inTransaction(await getDbOf(chatId), async (db) => {
    await lockInTransaction(db, `chat:${chatId}`);
    const ids = added.lanes.map(({ message }) => message.id);
    if (await haveMessages(db, { owner, chatId, ids })) return;
    const turn = { ...added, chatId, turnId: createIdBeside(chatId) };
    await saveTurnChat(db, { owner, turn });
    await saveTurnLayout(db, { owner, turn });
    await refuseBusyLanes(db, turn);
    await refuseTakenIds(db, ids);
    for (const lane of added.lanes) await saveTurnLane(db, { owner, turn, lane });
    const messages = await listMessages(db, chatId);
    for (const lane of added.lanes) {
      requirePath(lane, messages);
      await saveAdded(db, { owner, chatId, turnId: turn.turnId, lane });
    }
  });
}

/** The chat has all of these already: the answer to an earlier request was lost. */
export async function haveMessages(
  db: Kysely<Database>,
  { owner, chatId, ids }: Owned & { ids: readonly string[] },
): Promise<boolean> {
  const known = await db
    .selectFrom("messages")
    .select("id")
    .where("id", "in", ids)
    .where("chat_id", "=", chatId)
    .where("owner", "=", owner)
    .execute();
  return known.length === ids.length;
}

type AddedLane = AddedMessages["lanes"][number];

async function saveAdded(
  db: Kysely<Database>,
  { owner, chatId, turnId, lane }: Owned & { turnId: string; lane: AddedLane },
): Promise<void> {
  const { laneId, parentId, message } = lane;
  const { id, role } = message;
  const now = Date.now();
  const parts = await toQuestion(db, { owner, lane });
  const metadata = role === "user" ? null : toWrittenMetadata({ messageId: id, turnId, now });
  const place = { owner, chatId, turnId, laneId, parentId };
  await saveMessage(db, { ...place, id, role, parts, metadata, createdAt: now });
  await db.updateTable("lanes").set({ leaf_id: id }).where("id", "=", laneId).execute();
}
